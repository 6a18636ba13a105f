import { startLatencyProxy } from '../../../lab/proxy/latency.ts';
import type { Seams } from '../../../lab/relay/seams.ts';
import { expect, test } from '../lab.ts';

/** Relays that are legal, or at least no reason to wake somebody, and unusual. */
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
    what: 'stores a little later than it says OK, like a replica',
    seams: { store: (event, next) => void setTimeout(next, event.kind === 9 ? 300 : 0, event) },
  },
  {
    what: 'delivers everything twice',
    seams: {
      outgoing: (frame, send) => {
        send(frame);
        if (frame[0] === 'EVENT') send(frame);
      },
    },
  },
  {
    what: 'adds elements that no client knows',
    seams: { outgoing: (frame, send) => send([...frame, { hint: 'new' }]) },
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

  test('is 300 ms away', async ({ labRelay }) => {
    const { port } = new URL(labRelay.settings['PROD_RELAY_URL'] ?? '');
    const proxy = await startLatencyProxy(Number(port), 300);
    const run = await labRelay.runCanary({ PROD_RELAY_URL: `ws://127.0.0.1:${proxy.port}` });
    await proxy.stop();
    expect(run).toMatchObject({ exitCode: 0, red: [] });
  });

  test('is visited by a single canary member', async ({ labRelay }) => {
    const [only = ''] = (labRelay.settings['PROD_CANARY_SECRET_KEY'] ?? '').split(',');
    expect(await labRelay.runCanary({ PROD_CANARY_SECRET_KEY: only })).toMatchObject({ exitCode: 0, red: [] });
  });
});
