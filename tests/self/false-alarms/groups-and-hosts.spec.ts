import type { Seams } from '../../../lab/relay/seams.ts';
import { expect, test } from '../lab.ts';
import { GREEN, GREEN_PART } from './unusual.ts';

const JOIN_REQUEST = 9021;
const REMOVAL = 9001;

/** Who was removed from a group is never let in again on their own request. */
function unforgiving(): Partial<Seams> {
  const removed = new Set<string>();
  return {
    writeDecision: (healthy, { event }) => {
      if (event.kind === REMOVAL && healthy.accepted)
        for (const [name, pubkey = ''] of event.tags) if (name === 'p') removed.add(pubkey);
      return event.kind === JOIN_REQUEST && removed.has(event.pubkey)
        ? { accepted: false, reason: 'blocked: you were removed' }
        : healthy;
    },
  };
}

test.describe('what each deployment decides for itself', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 240_000 });

  for (const [policy, seams] of [
    ['may ask to come back', {}],
    ['may not come back', unforgiving()],
  ] as const)
    test(`FA-06: who was removed ${policy}`, async ({ labRelay }) => {
      await labRelay.restart({ seams });
      expect(await labRelay.runCanary()).toMatchObject(GREEN);
      expect(await labRelay.runStaging(['nip-29-members', '-g', 'removed|leaves|joins?'])).toMatchObject(GREEN_PART);
    });

  test('FA-08: relay information that names the host by which it was asked', async ({ labRelay }) => {
    await labRelay.restart({
      seams: {
        http: ({ headers: { host = '' } }, healthy) => {
          const document = JSON.parse(healthy.body) as object;
          const told = { ...document, icon: `http://${host}/icon.png`, description: `You came to ${host}.` };
          return { ...healthy, body: JSON.stringify(told) };
        },
      },
    });
    const elsewhere = labRelay.url.replace('127.0.0.1', 'localhost');
    const runs = [await labRelay.runCanary(), await labRelay.runCanary({ PROD_RELAY_URL: elsewhere })];
    expect(runs).toMatchObject([GREEN, GREEN]);
    expect(await labRelay.runStaging(['nip-11-relay-information/over-http', '-g', 'says the same'])).toMatchObject(
      GREEN_PART,
    );
  });
});
