import { asFirstProcess, childrenOf, descendantsOf } from '../../../../lab/run/processes.ts';
import { agreed, expect, test } from '../gate-lab.ts';
import { slowToAccept } from '../wires.ts';

/** Waits until there is a worker that runs checks: Playwright itself hangs where a SIGINT comes while it makes one. */
const whenItTests = (pid: number): Promise<void> =>
  expect
    .poll(() => descendantsOf(pid).some(({ command }) => command.includes('workerProcessEntry')), { timeout: 60_000 })
    .toBe(true);

test.describe('the verdict aborted', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('is exit code 124 where the deadline of the gate comes', async ({ run, through }) => {
    const settings = await through(slowToAccept(1000));
    const verdict = agreed(await run({ settings, arguments: ['--project=prod-canary', '--deadline=1'] }));
    expect(verdict).toMatchObject({ verdict: 'aborted', exitCode: 124, reason: 'deadline' });
  });

  for (const { signal, exitCode } of [
    { signal: 'SIGINT', exitCode: 130 },
    { signal: 'SIGTERM', exitCode: 143 },
  ] as const)
    for (const program of ['gate', 'playwright'] as const)
      test(`is exit code ${exitCode} of ${program} after ${signal}`, async ({ start, through }) => {
        const { pid, kill, ended } = start({ program, settings: await through(slowToAccept(300)) });
        await whenItTests(pid);
        kill(signal);
        const verdict = agreed(await ended);
        expect(verdict).toMatchObject({ verdict: 'aborted', exitCode, reason: 'interrupted', consecutiveFailures: 0 });
        expect(verdict.summary).toContain(signal);
      });

  test('is exit code 143 of the gate as the first process of a container', async ({ start, through }) => {
    const { pid, ended } = start({ settings: await through(slowToAccept(300)), under: asFirstProcess() });
    await whenItTests(pid);
    const [first] = childrenOf(pid);
    process.kill(first?.pid ?? NaN, 'SIGTERM');
    expect(agreed(await ended)).toMatchObject({ verdict: 'aborted', exitCode: 143, reason: 'interrupted' });
  });
});
