import { readFileSync } from 'node:fs';
import { rollback } from '../../../gate/actions/rollback.ts';
import type { Baseline } from '../../../gate/slo/baseline.ts';
import { judgeSlo, type JudgedSlo } from '../../../gate/slo/judge-slo.ts';
import { readObjectives } from '../../../gate/slo/limits.ts';
import { parseObjectives } from '../../../gate/slo/parse-objectives.ts';
import { decide } from '../../../gate/verdict/decide.ts';
import { STEPS, type Samples } from '../../../gate/verdict/samples.ts';
import { metricsOf } from '../../../gate/metrics/samples.ts';
import { contextOf, greenRun } from '../metrics/verdicts.ts';
import { expect, test } from '../metrics/with-scratch.ts';
import { findings } from './findings.ts';

const NO_BASELINE: Baseline = { relay: 'wss://relay.example', project: 'smoke', runs: [] };
const of = (slo: JudgedSlo[], step: string): string | undefined => slo.find((each) => each.step === step)?.outcome;

test.describe('an objective of a step of the walk', () => {
  test('is judged by one sample by default, as no walk makes more', async () => {
    const objectives = await readObjectives(undefined);
    const slow = { streamsSettle: [20_001], streamsReady: [5_000], publish: [9_000] };
    const slo = judgeSlo(slow, objectives, NO_BASELINE);
    expect(of(slo, 'streamsSettle')).toBe('breach');
    expect(of(slo, 'streamsReady')).toBe('pass');
    expect(of(slo, 'publish')).toBe('too-few-samples');
  });

  test('has a limit by default, whichever step it is', async () => {
    const { limits } = await readObjectives(undefined);
    expect(Object.keys(limits).toSorted()).toEqual([...STEPS].toSorted());
  });

  test('is not spoken of where the step was not made', async () => {
    const steps = judgeSlo({ streamsList: [4] }, await readObjectives(undefined), NO_BASELINE).map(({ step }) => step);
    expect(steps.filter((step) => step.startsWith('streams'))).toEqual(['streamsList']);
  });

  test('says by itself how many samples it asks for', () => {
    const objectives = parseObjectives('{ limits: { streamsList: { p95Ms: 10, leastSamples: 2 } } }');
    expect(of(judgeSlo({ streamsList: [11] }, objectives, NO_BASELINE), 'streamsList')).toBe('too-few-samples');
    expect(of(judgeSlo({ streamsList: [11, 11] }, objectives, NO_BASELINE), 'streamsList')).toBe('breach');
    expect(() => parseObjectives('{ limits: { streamsList: { p95Ms: 10, leastSamples: 0 } } }')).toThrow(
      'leastSamples',
    );
  });

  test('is held against the last good runs too', async () => {
    const runs = Array.from({ length: 5 }, () => ({ endedAt: '', samples: { streamsSettle: [200] } }));
    const slo = judgeSlo({ streamsSettle: [900] }, await readObjectives(undefined), { ...NO_BASELINE, runs });
    expect(slo.find(({ step }) => step === 'streamsSettle')).toMatchObject({ outcome: 'breach', isFailure: false });
  });

  test('that is called a failure is the verdict fail, and calls the rollback command', async ({ scratch }) => {
    const objectives = parseObjectives('{ limits: { streamsSettle: { p95Ms: 10, leastSamples: 1, breach: fail } } }');
    const samples: Samples = { streamsSettle: [11] };
    const decision = decide(findings({ slo: judgeSlo(samples, objectives, NO_BASELINE) }));
    expect(decision).toMatchObject({ verdict: 'fail', reason: 'slo-breached' });
    expect(decision.summary).toContain('streamsSettle takes 11 ms (p95), and 10 ms are allowed');
    const { run } = greenRun();
    const verdict = greenRun({ ...decision, exitCode: 1, run: { ...run, deployId: 'd1' } });
    const rollbackCommand = `printf '%s' "$CANARY_VERDICT $CANARY_SUMMARY" > ${scratch.file('called')}`;
    const context = { ...contextOf({ rollbackCommand }, { verdict }), state: scratch.file('.') };
    expect(await rollback(context)).toMatchObject({ name: 'rollback', outcome: 'done' });
    expect(readFileSync(scratch.file('called'), 'utf8')).toBe(`fail ${decision.summary}`);
  });
});

test('a step of the walk is a metric like any other', () => {
  const verdict = greenRun({ samples: { streamsSettle: [1500] } });
  const steps = metricsOf(verdict).find(({ name }) => name === 'relay_canary_step_duration_seconds');
  expect(steps?.samples).toEqual([{ labels: { step: 'streamsSettle' }, value: 1.5 }]);
});
