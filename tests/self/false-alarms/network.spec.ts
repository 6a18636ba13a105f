import type { IncomingMessage } from 'node:http';
import { networkFailure } from '../../../fixtures/protocol/network-error.ts';
import { expect, test } from '../lab.ts';
import { GREEN, outcomesOf } from './unusual.ts';

const asksForInformation = ({ headers }: IncomingMessage): boolean => headers.accept === 'application/nostr+json';
const refusal = (status: number) => ({ status, headers: {}, body: 'this server speaks WebSocket' });

test.describe('networks and addresses that are in order', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 180_000 });

  for (const status of [426, 501])
    test(`FA-01: a plain GET answered with ${status} is no outage`, async ({ labRelay }) => {
      await labRelay.restart({
        seams: { http: (request, healthy) => (asksForInformation(request) ? healthy : refusal(status)) },
      });
      expect(await labRelay.runCanary()).toMatchObject(GREEN);
      const run = await labRelay.runStaging(['over-http', '-g', 'a plain GET is answered']);
      expect(outcomesOf(run)).toEqual({ 'nip-11/plain-get-is-answered': 'green' });
    });

  test('FA-01: a relay that answers every GET with 426 is not called down', async ({ labRelay }) => {
    await labRelay.restart({ seams: { http: () => refusal(426) } });
    const run = await labRelay.runCanary();
    expect(run.red).toEqual(['nip-11/served-with-cors']);
    expect(run.green).toContain('canary/relay-answers');
  });

  test('FA-15: an address family that this machine lacks is not what the failure is named after', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 192.0.2.1:443'), { code: 'ECONNREFUSED' });
    for (const code of ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']) {
      const lacking = Object.assign(new Error(`connect ${code} 2001:db8::1:443`), { code });
      for (const attempts of [
        [lacking, refused],
        [refused, lacking],
      ])
        expect(networkFailure(new AggregateError(attempts))).toMatchObject({ code: 'ECONNREFUSED' });
      expect(networkFailure(new AggregateError([lacking]))).toMatchObject({ code });
    }
  });

  test('FA-15: where clocks differ by twenty minutes, the words of the relay say so', async ({ labRelay }) => {
    await labRelay.restart({ seams: { clock: (seconds) => seconds + 1200 } });
    const run = await labRelay.runCanary();
    expect(run.red).toContain('nip-42/auth-is-answered-with-ok');
    expect(run.output).toContain('created_at is more than 10 minutes in the past');
  });
});
