import { writeFileSync } from 'node:fs';
import { readBaseline, feedBaseline, type Baseline } from '../../../gate/slo/baseline.ts';
import { judgeSlo } from '../../../gate/slo/judge-slo.ts';
import { readObjectives, type Objectives } from '../../../gate/slo/limits.ts';
import { p95 } from '../../../gate/slo/p95.ts';
import { parseObjectives } from '../../../gate/slo/parse-objectives.ts';
import { stateFile } from '../../../fixtures/state/state.ts';
import type { Samples } from '../../../gate/verdict/samples.ts';
import { expect, test } from '../metrics/with-scratch.ts';

const WATCHED = { project: 'prod-canary', relay: 'wss://relay.example' };
const endedAt = '2026-01-01T00:00:00Z';

/** So many good runs that measured the same. */
const after = (runs: number, samples: Samples): Baseline => ({
  ...{
    relay: WATCHED.relay,
    project: WATCHED.project,
    runs: Array.from({ length: runs }, () => ({ endedAt, samples })),
  },
});

const publishOf = (samples: Samples, objectives: Objectives, baseline = after(0, {})): string => {
  const found = judgeSlo(samples, objectives, baseline).find(({ step }) => step === 'publish');
  return `${found?.outcome} ${found?.isFailure === true ? 'fail' : 'degraded'}`;
};

test.describe('the 95th percentile', () => {
  for (const [samples, wanted] of [
    [[], undefined],
    [[7], 7],
    [[3, 1, 2], 3],
    [Array.from({ length: 20 }, (_, index) => 20 - index), 19],
    [Array.from({ length: 100 }, (_, index) => index + 1), 95],
  ] as const)
    test(`of ${samples.length} samples is ${wanted}`, () => {
      expect(p95([...samples])).toBe(wanted);
    });
});

test.describe('an objective', () => {
  const limited = parseObjectives('{ leastSamples: 3, limits: { publish: { p95Ms: 100 } } }');

  test('is kept at its limit and broken above it', () => {
    expect(publishOf({ publish: [100, 100, 100] }, limited)).toBe('pass degraded');
    expect(publishOf({ publish: [100, 100, 101] }, limited)).toBe('breach degraded');
  });

  test('says nothing about too few samples, however slow', () => {
    expect(publishOf({ publish: [9000, 9000] }, limited)).toBe('too-few-samples degraded');
    expect(publishOf({}, limited)).toBe('too-few-samples degraded');
  });

  test('is a failure where the file or the step says so', () => {
    const all = parseObjectives('{ breach: fail, limits: { publish: { p95Ms: 100 } } }');
    const one = parseObjectives('{ limits: { publish: { p95Ms: 100, breach: fail } } }');
    const none = parseObjectives('{ breach: fail, limits: { publish: { p95Ms: 100, breach: degraded } } }');
    const slow = { publish: [101, 101, 101] };
    expect([all, one, none].map((objectives) => publishOf(slow, objectives))).toEqual([
      ...['breach fail', 'breach fail', 'breach degraded'],
    ]);
  });

  test('against the last good runs needs five of them', async () => {
    const objectives = await readObjectives(undefined);
    const slow = { publish: [900, 900, 900] };
    expect(publishOf(slow, objectives, after(4, { publish: [100, 100] }))).toBe('pass degraded');
    expect(publishOf(slow, objectives, after(5, { publish: [100, 100] }))).toBe('breach degraded');
    expect(publishOf(slow, objectives, after(5, { publish: [225, 225] }))).toBe('pass degraded');
    expect(publishOf({ publish: [499, 499, 499] }, objectives, after(5, { publish: [1, 1] }))).toBe('pass degraded');
  });
});

test.describe('a file of objectives', () => {
  for (const { what, text, words } of [
    { what: 'a step that is not known', text: 'limits: { publsh: { p95Ms: 1 } }', words: 'limits' },
    { what: 'a limit of 0', text: 'limits: { auth: { p95Ms: 0 } }', words: 'limits.auth.p95Ms' },
    { what: 'a word that is not known', text: 'breach: rollback', words: 'breach' },
    { what: 'a name that is not known', text: 'limit: {}', words: 'limit' },
    { what: 'a list', text: '- 1', words: 'the file' },
  ])
    test(`is refused with the place where it has ${what}`, () => {
      expect(() => parseObjectives(text)).toThrow(words);
    });

  test('that is empty has the limits of none, and the baseline by default', () => {
    expect(parseObjectives('')).toMatchObject({ limits: {}, baseline: { leastRuns: 5, keepRuns: 20 } });
  });

  test('by default is as such a file could say it', async ({ scratch }) => {
    const byDefault = await readObjectives(undefined);
    writeFileSync(scratch.file('same.json'), JSON.stringify(byDefault));
    expect(await readObjectives(scratch.file('same.json'))).toEqual(byDefault);
  });
});

test.describe('the baseline', () => {
  test('keeps so many runs, the newest last', ({ scratch }) => {
    const state = scratch.file('state');
    for (const ms of [1, 2, 3, 4]) {
      const { baseline } = readBaseline(state, WATCHED);
      feedBaseline(state, WATCHED, { baseline, samples: { auth: [ms] }, endedAt, keepRuns: 3 });
    }
    expect(readBaseline(state, WATCHED).baseline.runs.map(({ samples }) => samples.auth)).toEqual([[2], [3], [4]]);
  });

  test('of each relay and project is its own', ({ scratch }) => {
    const state = scratch.file('state');
    const { baseline } = readBaseline(state, WATCHED);
    feedBaseline(state, WATCHED, { baseline, samples: { auth: [1] }, endedAt, keepRuns: 3 });
    for (const other of [
      { ...WATCHED, relay: 'wss://other.example' },
      { ...WATCHED, project: 'nightly' },
    ])
      expect(readBaseline(state, other)).toEqual({ baseline: { ...baseline, ...other } });
  });

  test('of another relay, in a file that was copied here, is not used, and that is said', ({ scratch }) => {
    const state = scratch.file('state');
    feedBaseline(state, WATCHED, {
      ...{ baseline: { ...after(3, {}), relay: 'wss://other.example' }, samples: {}, endedAt, keepRuns: 3 },
    });
    const { baseline, remark } = readBaseline(state, WATCHED);
    expect(baseline.runs).toEqual([]);
    expect(remark).toBe('the baseline is not of this relay (wss://other.example) and is not used');
  });

  const noRuns = JSON.stringify({ ...after(0, {}), runs: [null, 7, {}] });
  for (const half of ['', '{"relay":"wss://relay.exam', '[]', '"x"', 'null', noRuns])
    test(`that reads ${half || 'nothing'} counts as none`, ({ scratch }) => {
      const state = scratch.file('state');
      feedBaseline(state, WATCHED, { baseline: after(3, {}), samples: {}, endedAt, keepRuns: 3 });
      writeFileSync(stateFile(state, 'baseline', WATCHED), half);
      expect(readBaseline(state, WATCHED).baseline.runs).toEqual([]);
    });
});
