import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isFirst, visitOnce } from '../../../fixtures/canary/once.ts';
import type { VisitOutcome } from '../../../fixtures/canary/record.ts';

const outcome: VisitOutcome = { problem: 'nobody answers', transcripts: [] };
const never = (): Promise<VisitOutcome> => Promise.reject(new Error('a second visit'));

test.describe('one visit for a run', () => {
  test('is shared by callers at the same time, and after it', async ({}, testInfo) => {
    const file = testInfo.outputPath('visit.json');
    const [first, second] = [visitOnce(file, () => Promise.resolve(outcome)), visitOnce(file, never)];
    expect(await Promise.all([first, second])).toEqual([outcome, outcome]);
    expect(await visitOnce(file, never)).toEqual(outcome);
  });

  test('is read from the file where another worker made it', async ({}, testInfo) => {
    const file = testInfo.outputPath('visit.json');
    writeFileSync(file, JSON.stringify(outcome));
    expect(await visitOnce(file, never)).toEqual(outcome);
  });

  test('is kept, whole, for the workers after this one', async ({}, testInfo) => {
    const file = join(testInfo.outputPath('new'), 'directory', 'visit.json');
    await visitOnce(file, () => Promise.resolve(outcome));
    expect(existsSync(`${file}.part`)).toBe(false);
    const elsewhere = (await import(`../../../fixtures/canary/once.ts?${testInfo.testId}`)) as {
      visitOnce: typeof visitOnce;
    };
    expect(elsewhere.visitOnce).not.toBe(visitOnce);
    expect(await elsewhere.visitOnce(file, never)).toEqual(outcome);
  });

  test('is made anew for another file', async ({}, testInfo) => {
    const visits = ['one', 'two'].map((problem) =>
      visitOnce(testInfo.outputPath(problem), () => Promise.resolve({ problem, transcripts: [] })),
    );
    expect((await Promise.all(visits)).map(({ problem }) => problem)).toEqual(['one', 'two']);
  });

  test('is not waited for where its directory is taken away', async ({}, testInfo) => {
    const file = join(testInfo.outputPath('taken'), 'visit.json');
    mkdirSync(dirname(file), { recursive: true });
    process.env['RELAY_CANARY_VISIT_BEGUN'] = file;
    const outcome = visitOnce(file, never);
    rmSync(dirname(file), { recursive: true });
    await expect(outcome).rejects.toThrow('the directory of this run is gone');
    delete process.env['RELAY_CANARY_VISIT_BEGUN'];
  });

  test('that breaks is a problem that everybody is told', async ({}, testInfo) => {
    const file = testInfo.outputPath('visit.json');
    const broken = await visitOnce(file, () => Promise.reject(new Error('a defect of ours')));
    expect(broken).toEqual({ problem: 'Error: a defect of ours', side: 'runner', transcripts: [] });
    expect(await visitOnce(file, never)).toEqual(broken);
  });
});

test('who asks first for a file is the only first', ({}, testInfo) => {
  const file = join(testInfo.outputPath('new'), 'problem');
  expect([isFirst(file), isFirst(file), isFirst(`${file}-2`)]).toEqual([true, false, true]);
});
