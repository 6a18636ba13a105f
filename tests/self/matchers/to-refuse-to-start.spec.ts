import { expect, test } from '@playwright/test';
import { expect as deployExpect } from '../../../fixtures/matchers/deploy.ts';
import type { Launch } from '../../../fixtures/startup/launch.ts';

const endedWith = (code: number, changes: Partial<Launch> = {}): Launch => ({
  ...{ wanted: { withinMs: 1_000 }, environment: [], said: 'address in use', watchedMs: 20, servedAfterMs: undefined },
  ...{ ending: { code, signal: null, afterMs: 10 }, knocks: { attempts: 1, takenAfterMs: undefined } },
  ...{ listened: [], left: 0, ...changes },
});

const judge = (launch: Launch) => () => deployExpect([{ label: 'a start', exchanged: launch }]).toAllRefuseToStart();

test.describe('toAllRefuseToStart', () => {
  test('takes every code that says no', () => {
    for (const code of [1, 2, 255]) expect(judge(endedWith(code))).not.toThrow();
  });

  test('takes neither success nor a command that a shell could not run', () => {
    for (const code of [0, 126, 127]) expect(judge(endedWith(code))).toThrow(`code ${code}`);
  });

  test('takes the declared code and words alone', () => {
    const wanted = { withinMs: 1_000, exitCode: 2, words: 'one of several' };
    expect(judge(endedWith(1, { wanted, said: 'one of several' }))).toThrow('code 2');
    expect(judge(endedWith(2, { wanted }))).toThrow('one of several');
    expect(judge(endedWith(2, { wanted, said: 'I am one of several' }))).not.toThrow();
  });

  test('takes nobody who served, or still runs', () => {
    expect(judge(endedWith(1, { servedAfterMs: 5 }))).toThrow('serving');
    expect(judge(endedWith(1, { ending: undefined }))).toThrow('still running');
  });

  test('has no opposite', () => {
    const launches = [{ label: 'a start', exchanged: endedWith(0) }];
    expect(() => deployExpect(launches).not.toAllRefuseToStart()).toThrow('1 of 1 match');
  });
});
