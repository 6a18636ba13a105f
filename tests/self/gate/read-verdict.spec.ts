import { mkdirSync, writeFileSync } from 'node:fs';
import { readVerdict } from '../../../gate/run/read-verdict.ts';
import type { Ended } from '../../../gate/run/run-playwright.ts';
import { unfinished } from '../../../gate/verdict/assemble.ts';
import { EXIT_CODES, VERDICTS } from '../../../gate/verdict/names.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { verdictFile, writeVerdict } from '../../../gate/verdict/verdict-file.ts';
import { greenRun, redRun } from '../metrics/verdicts.ts';
import { expect, test as base } from '../metrics/with-scratch.ts';

const AT = new Date();
const CONTEXT = { id: 'this-run', trigger: 'test', deployId: undefined, vantage: undefined };
const BEGUN = unfinished({ ...CONTEXT, isDegradedAnError: false, isGated: true }, 'prod-canary', AT);
const ENDED: Ended = { exitCode: 0, endedBy: undefined, problem: undefined };

const ofThisRun = (verdict: Verdict): Verdict => ({ ...verdict, run: { ...verdict.run, id: CONTEXT.id } });
const GREEN = ofThisRun(greenRun());

/** Reads back what a run has left (a verdict, or a text that is none), after it ended like this. */
const test = base.extend<{ judge: (left: Verdict | string | undefined, ended?: Partial<Ended>) => Verdict }>({
  judge: async ({ scratch }, use) =>
    use((left, ended = {}) => {
      const reports = scratch.file('reports');
      mkdirSync(reports, { recursive: true });
      if (typeof left === 'string') writeFileSync(verdictFile(reports), left);
      else if (left) writeVerdict(reports, left);
      return readVerdict(reports, { ...ENDED, ...ended }, BEGUN);
    }),
});

test.describe('the verdict that a run left', () => {
  test('is believed where the run ended as it says', ({ judge }) => {
    expect(judge(GREEN)).toEqual(GREEN);
    const red = ofThisRun(redRun());
    expect(judge(red, { exitCode: 1 })).toEqual(red);
  });

  for (const { what, left } of [
    { what: 'is not there', left: undefined },
    { what: 'is half-written', left: JSON.stringify(GREEN).slice(0, 200) },
    { what: 'is empty', left: '' },
    { what: 'is of another shape', left: JSON.stringify({ ...GREEN, verdict: 'green' }) },
    { what: 'is of another run', left: greenRun() },
    { what: 'says that the run did not end', left: BEGUN },
  ])
    test(`is insufficient where it ${what}`, ({ judge }) => {
      for (const exitCode of [0, 1])
        expect(judge(left, { exitCode })).toMatchObject({ verdict: 'insufficient', reason: 'no-verdict', exitCode: 4 });
    });

  test('is not green where Playwright ended with another code', ({ judge }) => {
    expect(judge(GREEN, { exitCode: 1 })).toMatchObject({ verdict: 'inconclusive', reason: 'exit-code-differs' });
  });

  for (const [endedBy, exitCode] of [
    ['deadline', 124],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    test(`is aborted after ${endedBy}, whatever it says`, ({ judge }) => {
      for (const left of [GREEN, undefined])
        for (const code of [0, 1, null])
          expect(judge(left, { endedBy, exitCode: code })).toMatchObject({ verdict: 'aborted', exitCode });
    });

  test('is aborted where the run was killed, and insufficient where it did not start', ({ judge }) => {
    expect(judge(GREEN, { exitCode: null })).toMatchObject({ verdict: 'aborted', reason: 'killed', exitCode: 143 });
    const unstarted = judge(undefined, { exitCode: null, problem: 'spawn EAGAIN' });
    expect(unstarted).toMatchObject({ verdict: 'insufficient', reason: 'did-not-start' });
    expect(unstarted.summary).toContain('spawn EAGAIN');
  });
});

test('every verdict but pass and degraded has an exit code of its own above 0', () => {
  const codes = VERDICTS.filter((name) => name !== 'pass' && name !== 'degraded').map((name) => EXIT_CODES[name]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => code > 0)).toBe(true);
});
