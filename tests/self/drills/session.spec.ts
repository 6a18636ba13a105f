import { expect, test } from '@playwright/test';
import { asDocument } from '../../../lab/drills/document.ts';
import { asPicture } from '../../../lab/drills/picture.ts';
import { asDrift, asPlanted, asSpread, asTable } from '../../../lab/drills/table.ts';
import { exitCodeOf, exitCodeOfPlanted, judgeSafely, verdictOf } from '../../../lab/drills/verdict.ts';
import { entry, finding, runWith, sessionOf } from './runs.ts';

test.describe('verdicts', () => {
  test('are as bad as the worst finding, and nothing judged is no pass', () => {
    expect(verdictOf([finding('pass'), finding('pass')])).toBe('pass');
    expect(verdictOf([finding('pass'), finding('inconclusive')])).toBe('inconclusive');
    expect(verdictOf([finding('inconclusive'), finding('fail'), finding('pass')])).toBe('fail');
    expect(verdictOf([])).toBe('inconclusive');
  });

  test('become exit codes', () => {
    const [pass, fail, open] = [{ verdict: 'pass' }, { verdict: 'fail' }, { verdict: 'inconclusive' }] as const;
    expect(exitCodeOf([pass, pass])).toBe(0);
    expect(exitCodeOf([pass, open])).toBe(1);
    expect(exitCodeOf([{ ...open, endedBy: 'no steady state' }, pass])).toBe(2);
    expect(
      exitCodeOf([
        { ...open, endedBy: 'missing tool' },
        { ...open, endedBy: 'no steady state' },
      ]),
    ).toBe(3);
    expect(exitCodeOf([{ ...open, endedBy: 'missing tool' }, fail])).toBe(1);
    expect(exitCodeOf([])).toBe(1);
  });

  test('of planted defects are good where each was red for its own reason', () => {
    const planted = { defect: 'no guard', red: 'nothing is lost' };
    const seen = runWith({}, { planted, findings: [finding('fail'), finding('pass', 'other')] });
    const other = runWith({}, { planted, findings: [finding('pass'), finding('fail', 'other')] });
    const untold = runWith({}, { planted, findings: [finding('inconclusive')] });
    const leaking = runWith({}, { planted, findings: [finding('fail')], left: ['a process'] });
    expect(exitCodeOfPlanted([seen, seen])).toBe(0);
    for (const wrong of [other, untold, leaking]) expect(exitCodeOfPlanted([seen, wrong])).toBe(1);
    expect(exitCodeOfPlanted([])).toBe(1);
    expect(exitCodeOfPlanted([{ ...untold, result: { ...untold.result, endedBy: 'missing tool' } }])).toBe(3);
    expect(asPlanted([seen, other])).toMatch(/yes, red \| fail it is.*\n.*\| NO +\| pass it is/);
  });

  test('are inconclusive where an oracle breaks', async () => {
    const [found] = await judgeSafely(() => Promise.reject(new Error('no book')));
    expect(found).toMatchObject({ outcome: 'inconclusive', words: 'the oracle broke: no book' });
  });
});

test.describe('a session', () => {
  test('has a row for each run, and a dash for what was not measured', () => {
    const table = asTable([runWith({ recoveredMs: 10_300, lost: 0 })]);
    expect(
      table
        .split('\n')[2]
        ?.split('|')
        .map((cell) => cell.trim()),
    ).toEqual([...['', 'A1 a primary killed', 'pass', '–', '10.3 s', '–', '0', '–', '–', '9.0 s', '']]);
  });

  test('tells minimum, median and maximum of what was repeated', () => {
    const runs = [9_000, 1_000, 4_000].map((recoveredMs, index) => runWith({ recoveredMs }, { run: index + 1 }));
    expect(asSpread(runs)).toMatch(/\| A1 +\| recovered in +\| 3 +\| 1\.0 s \| 4\.0 s +\| 9\.0 s \|/);
    expect(asSpread(runs.slice(0, 1))).toBe('');
    const planted = ['one', 'another'].map((defect) => runWith({ recoveredMs: 1 }, { planted: { defect, red: '' } }));
    expect(asSpread(planted)).toBe('');
  });

  test('tells what changed since the last one, and not what hardly did', () => {
    const before = [runWith({ recoveredMs: 10_000, worstGapMs: 2_000, lost: 0 })];
    const after = [runWith({ recoveredMs: 14_000, worstGapMs: 2_900, lost: 3 }, { findings: [finding('fail')] })];
    expect(asDrift(after, before)).toEqual(['A1: pass → fail', 'A1: lost 0 → 3', 'A1: recovered in 10.0 s → 14.0 s']);
    expect(asDrift(before, before)).toEqual([]);
  });

  test('is a document with the five columns from the journal, and what is to be done', () => {
    const entries = [
      entry(0, 'phase', 'load begins'),
      entry(900, 'action', 'postgres-1 is killed'),
      entry(1_200, 'observation', 'first error: ECONNRESET | 57P01'),
      entry(5_000, 'gap', 'no alert said it'),
    ];
    const document = asDocument(sessionOf([runWith({}, { entries, findings: [finding('fail')] })]), []);
    expect(document).toMatch(/\| timestamp +\| action +\| observation +\| runbook used +\| gap discovered +\|/);
    expect(document).toMatch(/10:00:00\.000 \(0\.9 s\) +\| postgres-1 is killed +\| +\| docs\/runbooks\/a\.md/);
    expect(document).toContain(String.raw`ECONNRESET \| 57P01`);
    expect(document).toContain('- [ ] A1: no alert said it (owner: , by: )');
    expect(document).toContain('- [ ] A1: nothing is lost: fail it is (owner: , by: )');
    expect(document).not.toContain('load begins');
  });

  test('tells of repeated drills the median, and the worst', () => {
    const before = [runWith({ recoveredMs: 4_000, lost: 0 })];
    const after = [9_000, 9_500, 4_000].map((recoveredMs, lost) => runWith({ recoveredMs, lost }, { run: lost + 1 }));
    expect(asDrift(after, before)).toEqual(['A1: lost 0 → 2', 'A1: recovered in 4.0 s → 9.0 s']);
  });

  test('names the session that each drill is compared with, and runs without a record', () => {
    const earlier = [{ session: '2025-12-31', runs: [runWith({ recoveredMs: 1_000 })] }];
    const document = asDocument(sessionOf([runWith({ recoveredMs: 9_000 })], { missing: ['A2-1'] }), earlier);
    expect(document).toContain('- A1: recovered in 1.0 s → 9.0 s (2025-12-31)');
    expect(document).toContain('**A2-1 left no record**');
    expect(asDocument(sessionOf([runWith({})]), [])).toContain('There is none with these drills.');
  });

  test('has bars for what clients did, as high as the busiest step, and a band of health', () => {
    const counts = { acknowledged: [4, 0, 2], ambiguous: [0, 0, 1], failed: [0, 3, 0] };
    const health = [
      { fromMs: 0, untilMs: 250, isGood: true },
      { fromMs: 250, untilMs: 750, isGood: false },
    ];
    const picture = asPicture(
      runWith({}, { shape: { fromMs: 0, stepMs: 250, deeds: { publish: counts }, health }, entries: [] }),
    );
    expect(picture).toContain('up to 4 in 250 ms');
    expect(picture.match(/height="26" fill="#66bb6a"/g), 'the highest bar').toHaveLength(1);
    expect(picture.match(/fill="#e53935"/g), 'a bar of failures, a stretch of bad health').toHaveLength(2);
    expect(picture.match(/fill="#ffb300"/g)).toHaveLength(1);
  });

  test('has a picture of each timeline, in which words are text', () => {
    const entries = [entry(900, 'action', 'a <kill> & more'), entry(2_000, 'observation', 'served again')];
    const picture = asPicture(runWith({ recoveredMs: 1_100 }, { entries }));
    expect(picture).toContain('0.9 s a &lt;kill&gt; &amp; more');
    expect(picture).toContain('fill="#ef9a9a"');
    expect(picture.match(/<circle/g)).toHaveLength(2);
  });
});
