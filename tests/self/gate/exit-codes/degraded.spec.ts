import { writeFileSync } from 'node:fs';
import { feedBaseline, readBaseline } from '../../../../gate/slo/baseline.ts';
import { agreed, expect, test } from '../gate-lab.ts';
import { hangsUpOnDeletions, lateBy, refusingOnce, slowToAccept } from '../wires.ts';

test.describe('the verdict degraded', () => {
  test.describe.configure({ timeout: 120_000 });

  test('is exit code 0 where an advisory check is red', async ({ run, through }) => {
    const verdict = agreed(await run({ settings: await through(hangsUpOnDeletions()) }));
    expect(verdict).toMatchObject({ verdict: 'degraded', exitCode: 0, reason: 'advisory-check-failed' });
    expect(verdict.summary).toContain('nip-09/deletion-is-answered');
    expect(verdict.failures).toMatchObject([{ policy: 'advisory', confirmed: true }]);
    expect(verdict.lastSuccessAt).toBe(verdict.run.endedAt);
  });

  test('is exit code 5 where that is asked for, of a check that was red only once', async ({ run, broken }) => {
    const settings = await broken(refusingOnce('error: try again'));
    const verdict = agreed(await run({ settings, arguments: ['--project=prod-canary', '--degraded-is-error'] }));
    expect(verdict).toMatchObject({ verdict: 'degraded', exitCode: 5, reason: 'failed-once' });
    expect(verdict.summary).toContain('the relay says "error: try again"');
    const [failure] = verdict.failures;
    expect(failure).toMatchObject({ id: 'nip-29/member-message-is-accepted', confirmed: false });
    expect(failure?.attempts).toEqual([expect.stringContaining('Received: OK false "error: try again"')]);
    expect(verdict.checks.find(({ id }) => id === failure?.id)).toMatchObject({ outcome: 'flaky', attempts: 2 });
  });
});

test.describe('the verdict degraded, for what is no check', () => {
  test.describe.configure({ timeout: 120_000 });

  test('is told where the relay answers only seconds after the start', async ({ run, through }) => {
    const verdict = agreed(await run({ settings: await through(lateBy(1500)) }));
    expect(verdict).toMatchObject({ verdict: 'degraded', exitCode: 0, reason: 'answered-late', failures: [] });
    expect(verdict.summary).toContain('It had to be asked more than once: No connection to the relay');
    expect(verdict.summary).toContain('HTTP 503');
  });

  test('is told where a step is slower than PROD_SLO_FILE allows', async ({ run, place }) => {
    writeFileSync(place('slo.yaml'), 'limits: { publish: { p95Ms: 0.001 } }');
    const verdict = agreed(await run({ settings: { PROD_SLO_FILE: place('slo.yaml') } }));
    expect(verdict).toMatchObject({ verdict: 'degraded', exitCode: 0, reason: 'slo-breached', failures: [] });
    expect(verdict.summary).toMatch(/^publish takes \d+ ms \(p95\), and 0 ms are allowed\.$/);
  });

  test('is told where a step is slower than in the last five good runs', async ({ run, place, through }) => {
    const settings = await through(slowToAccept(600));
    const watched = { project: 'prod-canary', relay: settings['PROD_RELAY_URL'] };
    for (let ran = 0; ran < 5; ran += 1) {
      const { baseline } = readBaseline(place('state'), watched);
      const samples = { publish: [2, 3, 2] };
      feedBaseline(place('state'), watched, { baseline, samples, endedAt: '2026-01-01T00:00:00Z', keepRuns: 20 });
    }
    const verdict = agreed(await run({ settings }));
    expect(verdict).toMatchObject({ verdict: 'degraded', exitCode: 0, reason: 'slo-breached', failures: [] });
    expect(verdict.summary).toMatch(/^publish takes \d{3,} ms \(p95\), 3 ms in the last 5 good runs\.$/);
    expect(readBaseline(place('state'), watched).baseline.runs).toHaveLength(5);
  });
});
