import { expect, test } from '../lab.ts';
import { changing } from './unusual.ts';

const BANNED = 'blocked: too many connections from your address';

test.describe('a relay that refuses this client', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 180_000 });

  for (const status of [403, 429])
    test(`FA-02: HTTP ${status} at the door is one red test that quotes it`, async ({ labRelay }) => {
      await labRelay.restart({ seams: { upgrade: () => ({ status }) } });
      const run = await labRelay.runCanary();
      expect(run).toMatchObject({ verdict: 'inconclusive', exitCode: 3, red: ['canary/relay-answers'], green: [] });
      expect(run.output).toContain(`HTTP ${status} instead of the upgrade to WebSocket`);
    });

  test('FA-02: a good-bye instead of a welcome is one red test that quotes it', async ({ labRelay }) => {
    await labRelay.restart({ seams: { socket: (webSocket) => webSocket.close(1008, BANNED) } });
    const run = await labRelay.runCanary();
    expect(run).toMatchObject({ verdict: 'inconclusive', exitCode: 3, red: ['canary/relay-answers'], green: [] });
    expect(run.output).toContain(`closes every connection at once (code 1008 "${BANNED}")`);
  });

  test('FA-02: a limit on our rate is said to be one, and nothing else is called broken', async ({ labRelay }) => {
    const reason = 'rate-limited: you are noting too much';
    await labRelay.restart({ seams: { writeDecision: () => ({ accepted: false, reason }) } });
    const run = await labRelay.runCanary();
    expect(run.red).toEqual(['nip-29/member-message-is-accepted']);
    expect(run.output).toContain('The relay limits our rate: this says nothing about the deploy.');
    expect(run.output).toContain(reason);
  });

  test('FA-02: what is rate-limited is quoted, in a NOTICE too', async ({ labRelay }) => {
    const words = 'rate-limited: come back later';
    await labRelay.restart({ seams: changing(['OK'], () => ['NOTICE', words]) });
    const run = await labRelay.runCanary();
    expect(run.red).toContain('nip-42/auth-is-answered-with-ok');
    expect(run.output).toContain(`only NOTICE "${words}"`);
  });
});
