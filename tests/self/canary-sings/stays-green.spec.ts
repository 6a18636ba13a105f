import type { Seams } from '../../../lab/relay/seams.ts';
import { expect, test } from '../lab.ts';

/** Relays that are legal, or at least no reason to wake somebody, and unusual. More of them: tests/self/false-alarms. */
const UNUSUAL: { what: string; seams: Partial<Seams> }[] = [
  {
    what: 'refuses strangers by a NOTICE',
    seams: {
      outgoing: (frame, send) => {
        const [verb, , accepted, words] = frame as [string, string, boolean, string];
        const isForStrangers = verb === 'OK' && !accepted && words.includes('member');
        send(isForStrangers ? ['NOTICE', words] : frame);
      },
    },
  },
  {
    what: 'tells of things nobody asked about',
    seams: {
      outgoing: (frame, send) => {
        send(['NOTICE', 'maintenance on Sunday']);
        send(frame);
      },
    },
  },
];

test.describe('prod-canary stays green on a relay that', () => {
  for (const { what, seams } of UNUSUAL) {
    test(what, async ({ labRelay }) => {
      await labRelay.restart({ seams });
      expect(await labRelay.runCanary()).toMatchObject({ exitCode: 0, red: [] });
    });
  }

  test('is visited by a single canary member', async ({ labRelay }) => {
    const [only = ''] = (labRelay.settings['PROD_CANARY_SECRET_KEY'] ?? '').split(',');
    expect(await labRelay.runCanary({ PROD_CANARY_SECRET_KEY: only })).toMatchObject({ exitCode: 0, red: [] });
  });
});
