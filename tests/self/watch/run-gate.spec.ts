import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { leaving, runnerOf, writeGate } from './a-gate.ts';
import { expect, test } from './a-watch.ts';
import { verdictOf } from './verdicts.ts';

const scheduled = { trigger: 'schedule' } as const;

/** What a gate does that leaves no verdict which can be believed, and what the watch says instead. */
const UNBELIEVABLE: Record<string, { gate: string; reason: string; says: string }> = {
  'leaves nothing': {
    gate: `console.error('Error: the settings held a-secret'); process.exitCode = 7`,
    reason: 'no-verdict',
    says: 'exit code 7 and left no verdict. Its last words: Error: the settings held [redacted]',
  },
  'leaves half of a verdict': { gate: `write('{"verdict":"pass"')`, reason: 'no-verdict', says: 'exit code 0' },
  'leaves another shape': { gate: `write('{"verdict":"pass"}')`, reason: 'no-verdict', says: 'exit code 0' },
  'is green and ends with another code': {
    gate: leaving(verdictOf('pass'), 1),
    reason: 'exit-code-contradicts-verdict',
    says: 'exit code 1, but its verdict is pass',
  },
  'is killed after it was green': {
    gate: `${leaving(verdictOf('pass'))} process.kill(process.pid, 'SIGKILL')`,
    reason: 'exit-code-contradicts-verdict',
    says: 'exit code 137',
  },
  'ran another project': {
    gate: leaving(verdictOf('pass', { run: { ...verdictOf('pass').run, project: 'local' } })),
    reason: 'verdict-of-another-run',
    says: 'exit code 0',
  },
};

test.describe('a run of the gate', () => {
  test('its verdict is taken, red or green', async ({ scratch }) => {
    const verdict = await runnerOf(scratch, writeGate(scratch, leaving(verdictOf('fail')))).run(scheduled);
    expect(verdict).toMatchObject({ verdict: 'fail', failures: [{ side: 'relay' }] });
  });

  for (const [what, { gate, reason, says }] of Object.entries(UNBELIEVABLE))
    test(`a gate that ${what} is insufficient`, async ({ scratch }) => {
      const verdict = await runnerOf(scratch, writeGate(scratch, gate)).run(scheduled);
      expect(verdict).toMatchObject({ verdict: 'insufficient', reason, exitCode: 4 });
      expect(verdict.summary).toContain(says);
    });

  test('a gate that cannot be started is insufficient', async ({ scratch }) => {
    const verdict = await runnerOf(scratch, [scratch.file('nowhere')]).run(scheduled);
    expect(verdict).toMatchObject({ verdict: 'insufficient', reason: 'gate-did-not-start' });
  });

  test('the verdict of the run before is not taken for that of this one', async ({ scratch }) => {
    const once = `if (!existsSync('${scratch.file('ran')}')) { ${leaving(verdictOf('pass'))} }
      writeFileSync('${scratch.file('ran')}', '')`;
    const runner = runnerOf(scratch, writeGate(scratch, once));
    expect(await runner.run(scheduled)).toMatchObject({ verdict: 'pass' });
    expect(await runner.run(scheduled)).toMatchObject({ verdict: 'insufficient', reason: 'no-verdict' });
  });

  test('nor is one that somebody put there again', async ({ scratch }) => {
    const runner = runnerOf(scratch, writeGate(scratch, `write(${JSON.stringify(JSON.stringify(verdictOf('pass')))})`));
    expect(await runner.run(scheduled)).toMatchObject({ verdict: 'pass' });
    expect(await runner.run(scheduled)).toMatchObject({ verdict: 'insufficient', reason: 'verdict-of-another-run' });
  });

  test('nor is it where the reports cannot be cleared', async ({ scratch }) => {
    writeFileSync(scratch.file('state'), 'a file where the directory belongs');
    const warned: string[] = [];
    const verdict = await runnerOf(scratch, writeGate(scratch, ''), warned).run(scheduled);
    expect(verdict).toMatchObject({ verdict: 'insufficient', reason: 'no-verdict' });
    expect(warned).toEqual([expect.stringContaining('cannot be cleared')]);
  });

  test('the gate is told what it needs, each as one argument and without a shell', async ({ scratch }) => {
    const gate = writeGate(scratch, `console.error('error: ' + JSON.stringify(args))`);
    const verdict = await runnerOf(scratch, gate).run({ trigger: 'request', deployId: 'a;b $(id)' });
    const told = ['--project=prod-canary', '--trigger=request', `--state=${scratch.file('state')}`];
    expect(verdict.summary).toContain(JSON.stringify([...told, '--interval-ms=300000', '--deploy-id=a;b $(id)']));
    expect(verdict.run).toMatchObject({ trigger: 'request', deployId: 'a;b $(id)', project: 'prod-canary' });
  });

  test('the reports of a red run are kept beside those of the next', async ({ scratch }) => {
    const reports = scratch.file('state/watch-prod-canary/reports');
    const runner = runnerOf(scratch, writeGate(scratch, leaving(verdictOf('fail'))));
    const { run } = await runner.run(scheduled);
    writeFileSync(`${reports}/of-the-first-run`, '');
    await runner.run(scheduled);
    expect(existsSync(`${reports}/of-the-first-run`)).toBe(false);
    expect(readFileSync(`${reports}-last-red/verdict.json`, 'utf8')).toContain(run.id);
  });

  test('a gate that is asked to end may clean up', async ({ scratch }) => {
    const gate = `process.on('SIGINT', () => { ${leaving(verdictOf('aborted'))} process.exit(130) });
      writeFileSync('${scratch.file('begun')}', ''); setTimeout(() => process.exit(1), 60_000)`;
    const runner = runnerOf(scratch, writeGate(scratch, gate));
    const verdict = runner.run(scheduled);
    await expect.poll(() => existsSync(scratch.file('begun')), { intervals: [20] }).toBe(true);
    runner.end();
    expect(await verdict).toMatchObject({ verdict: 'aborted' });
  });

  test('a gate that is killed leaves none behind', async ({ scratch }) => {
    const gate = `process.on('SIGINT', () => {});
      writeFileSync('${scratch.file('begun')}', ''); setTimeout(() => process.exit(1), 60_000)`;
    const runner = runnerOf(scratch, writeGate(scratch, gate));
    const verdict = runner.run(scheduled);
    await expect.poll(() => existsSync(scratch.file('begun')), { intervals: [20] }).toBe(true);
    runner.end();
    runner.kill();
    expect(await verdict).toMatchObject({ verdict: 'insufficient', reason: 'no-verdict' });
  });
});
