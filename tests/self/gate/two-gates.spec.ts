import { readVerdictFile } from '../../../lab/run/run-gate.ts';
import { readBaseline } from '../../../gate/slo/baseline.ts';
import { agreed, expect, test } from './gate-lab.ts';
import { slowToAccept } from './wires.ts';

test.describe('two gates at the same time', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('do not share a directory of reports: the second one says so and writes nothing', async ({
    start,
    run,
    through,
  }) => {
    const first = start({ settings: await through(slowToAccept(1000)) });
    await first.prints('Running ');
    const { exitCode, line, reports } = await run();
    expect({ exitCode, line }).toMatchObject({ exitCode: 2, line: { verdict: 'usage', reason: 'settings-unusable' } });
    expect(line?.summary).toContain(`is in use by another gate (process ${first.pid})`);
    expect(readVerdictFile(reports)?.run.id).not.toBe(line?.run.id);
    expect(agreed(await first.ended)).toMatchObject({ verdict: 'pass', exitCode: 0 });
  });

  test('share a state where each has reports of its own', async ({ run, place, lab }) => {
    const [one, other] = await Promise.all([run({ reports: 'one' }), run({ reports: 'other' })]);
    expect([agreed(one), agreed(other)]).toMatchObject([
      { verdict: 'pass', remarks: [] },
      { verdict: 'pass', remarks: [] },
    ]);
    const { runs } = readBaseline(place('state'), { project: 'prod-canary', relay: lab.url }).baseline;
    expect([1, 2]).toContain(runs.length);
  });
});
