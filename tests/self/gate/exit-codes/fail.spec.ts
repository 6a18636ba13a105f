import { writeFileSync } from 'node:fs';
import type { WebSocket } from 'ws';
import memberships from '../../../../lab/faults/lifecycle/mem-02.ts';
import { agreed, answering, expect, test } from '../gate-lab.ts';

const WORDS = 'restricted: you are not a member of that group';

test.describe('the verdict fail', () => {
  test.describe.configure({ timeout: 120_000 });

  test("is exit code 1 with the relay's own words where memberships are half-filled", async ({ run, ownLab }) => {
    await ownLab.restart(memberships.injection.relay());
    const settings = { ...ownLab.settings, PROD_ROLLBACK_COMMAND: 'echo no way back; exit 1' };
    const result = await run({ settings, arguments: ['--project=prod-canary', '--deploy-id=d1'] });
    const verdict = agreed(result);
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, reason: 'blocking-check-failed' });
    expect(result.line?.summary).toContain(`nip-29/member-message-is-accepted: the relay says "${WORDS}"`);
    const [failure] = verdict.failures;
    expect(failure).toMatchObject({ side: 'relay', policy: 'blocking', confirmed: true, relayMessage: WORDS });
    expect(failure?.attempts).toEqual([expect.stringContaining(WORDS), expect.stringContaining(WORDS)]);
    expect(verdict.actions).toMatchObject([{ name: 'rollback', outcome: 'failed', exitCode: 1 }]);
    expect(verdict.consecutiveFailures).toBe(1);
  });

  test('is exit code 1 where nobody listens, and nobody did some seconds later', async ({ run }) => {
    const verdict = agreed(await run({ settings: { PROD_RELAY_URL: 'ws://127.0.0.1:1' } }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1 });
    expect(verdict.failures).toMatchObject([{ id: 'canary/relay-answers', side: 'relay', confirmed: true }]);
    expect(verdict.run.durationMs).toBeGreaterThan(5000);
    const { planned, skipped } = verdict.counts;
    expect(verdict.counts).toMatchObject({ passed: 0, failed: 1, didNotRun: planned - skipped - 1 });
  });

  test('is exit code 1 where a proxy answers 502, and a dead address for control excuses nothing', async ({
    run,
    listen,
  }) => {
    const relay = `ws://127.0.0.1:${await listen(answering(502))}`;
    const verdict = agreed(await run({ settings: { PROD_RELAY_URL: relay, PROD_CONTROL_URL: 'http://127.0.0.1:1' } }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, failures: [{ side: 'relay' }] });
  });

  test('is exit code 1 where everybody is sent away for a database that is not migrated', async ({ run, broken }) => {
    const goodBye = 'the database is not migrated';
    const seams = { socket: (webSocket: WebSocket) => webSocket.close(1013, goodBye) };
    const verdict = agreed(await run({ settings: await broken({ seams }) }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, failures: [{ side: 'relay' }] });
  });

  test('is exit code 1 of Playwright', async ({ run }) => {
    const settings = { PROD_RELAY_URL: 'ws://127.0.0.1:1' };
    const verdict = agreed(await run({ settings, program: 'playwright' }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, reason: 'blocking-check-failed' });
  });

  test('is exit code 1 where PROD_SLO_FILE calls a slow step a failure', async ({ run, place }) => {
    writeFileSync(place('slo.json'), JSON.stringify({ breach: 'fail', limits: { auth: { p95Ms: 0.001 } } }));
    const verdict = agreed(await run({ settings: { PROD_SLO_FILE: place('slo.json') } }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, reason: 'slo-breached', failures: [] });
    expect(verdict.slo.filter(({ outcome }) => outcome === 'breach')).toMatchObject([{ step: 'auth', limitMs: 0.001 }]);
  });
});
