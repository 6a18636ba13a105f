import { agreed, expect, test } from '../gate-lab.ts';

test.describe('the verdict pass', () => {
  test.describe.configure({ timeout: 120_000 });

  test('is exit code 0 of the gate, and stays it where nothing can be done about it', async ({ run, place }) => {
    const settings = {
      PROD_PUSHGATEWAY_URL: 'http://127.0.0.1:1',
      PROD_TEXTFILE: place('no-such-directory/metrics.prom'),
    };
    const verdict = agreed(
      await run({ settings, arguments: ['--project=prod-canary', '--deploy-id=d1', '--trigger=test'] }),
    );
    expect(verdict).toMatchObject({ verdict: 'pass', exitCode: 0, failures: [], remarks: [], consecutiveFailures: 0 });
    expect(verdict.run).toMatchObject({ project: 'prod-canary', deployId: 'd1', trigger: 'test' });
    expect(verdict.lastSuccessAt).toBe(verdict.run.endedAt);
    expect(verdict.actions.map(({ name, outcome }) => `${name} ${outcome}`).sort()).toEqual([
      'pushgateway failed',
      'textfile failed',
    ]);
  });

  test('is exit code 0 of Playwright', async ({ run }) => {
    const verdict = agreed(await run({ program: 'playwright' }));
    expect(verdict).toMatchObject({ verdict: 'pass', exitCode: 0, reason: 'all-blocking-checks-passed', actions: [] });
  });
});
