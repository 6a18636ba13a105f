import { expect, test } from '@playwright/test';
import { MissingTool } from '../../../lab/drills/drill.ts';
import { drillOf, groundThat, PASS, play, type Change } from './nothing.ts';

test.describe('a drill', () => {
  test('breaks under load, and judges when the load has ended', async ({}, testInfo) => {
    const called: string[] = [];
    const { result } = await play(drillOf(called), testInfo);
    expect(called).toEqual(['start', 'begin', 'method', 'quiesce', 'judge', 'end']);
    expect(result).toMatchObject({ verdict: 'pass', figures: { recoveredMs: 5 }, left: [] });
  });

  test('begins nothing without a steady state', async ({}, testInfo) => {
    const called: string[] = [];
    const drill = drillOf(called, { stand: { isSteady: () => Promise.reject(new Error('no primary')) } });
    const { result } = await play(drill, testInfo, { steadyWithinMs: 300 });
    expect(called).toEqual(['start', 'end']);
    expect(result).toMatchObject({ verdict: 'inconclusive', endedBy: 'no steady state' });
    expect(result.findings[0]?.words).toContain('no primary');
  });

  for (const [part, change] of [
    ['the method breaks', { drill: { method: () => Promise.reject(new Error('broken')) } }],
    ['an oracle breaks', { drill: { judge: () => Promise.reject(new Error('broken')) } }],
    ['nothing is judged', { drill: { judge: () => Promise.resolve([]) } }],
  ] as [string, Change][])
    test(`is inconclusive where ${part}, and takes everything down`, async ({}, testInfo) => {
      const called: string[] = [];
      const { result } = await play(drillOf(called, change), testInfo);
      expect(result.verdict).toBe('inconclusive');
      expect(called.at(-1)).toBe('end');
    });

  test('says which tool is missing, in whose words ever', async ({}, testInfo) => {
    const cause = new MissingTool('minio: npm run game-day -- install');
    const start = (): Promise<never> => Promise.reject(new Error('objects: minio is not there', { cause }));
    const { result } = await play(drillOf([], { drill: { start } }), testInfo);
    expect(result).toMatchObject({ verdict: 'inconclusive', endedBy: 'missing tool' });
  });

  test('fails where something is left behind', async ({}, testInfo) => {
    const { result } = await play(drillOf([]), testInfo, {}, groundThat({ leaves: ['a process'] }));
    expect(result).toMatchObject({ verdict: 'fail', left: ['a process'] });
  });

  test('fails where it is not as before when all is healed', async ({}, testInfo) => {
    let asked = 0;
    const isSteady = (): Promise<string | undefined> => Promise.resolve((asked += 1) === 1 ? undefined : 'no replica');
    const { result } = await play(drillOf([], { stand: { isSteady } }), testInfo, { steadyWithinMs: 100 });
    expect(result.verdict).toBe('fail');
    expect(result.findings.at(-1)?.words).toBe('no replica');
  });

  test('fails where its end goes wrong, or is not over in time', async ({}, testInfo) => {
    const broken = drillOf([], { stand: { end: () => Promise.reject(new Error('haproxy does not end')) } });
    const endless = drillOf([], { stand: { end: () => new Promise(() => undefined) } });
    const [first, second] = [await play(broken, testInfo), await play(endless, testInfo, { endWithinMs: 50 })];
    expect(first.result.verdict).toBe('fail');
    expect(first.result.findings.at(-1)?.words).toBe('haproxy does not end');
    expect(second.result.findings.at(-1)?.words).toBe('it is not over after 50 ms');
  });
});

test.describe('a drill that is over before its end', () => {
  test('at its deadline is inconclusive, and what is late breaks nothing more', async ({}, testInfo) => {
    const called: string[] = [];
    const ground = groundThat();
    const drill = drillOf(called, {
      drill: {
        deadlineMs: 50,
        method: async (_, tell) => {
          await ground.left;
          called.push('still there');
          tell('action', 'the next node is killed');
          called.push('broken once more');
          return {};
        },
      },
    });
    const { result, entries } = await play(drill, testInfo, {}, ground);
    expect(result).toMatchObject({ verdict: 'inconclusive', findings: [{ words: 'it took longer than 50 ms' }] });
    expect(called).toEqual(['start', 'begin', 'end', 'still there']);
    expect(entries.map(({ words }) => words)).not.toContain('the next node is killed');
  });

  test('is no pass where it is interrupted while it is judged', async ({}, testInfo) => {
    const ending = new AbortController();
    const judge = (): Promise<(typeof PASS)[]> => {
      ending.abort('interrupted by SIGINT');
      return Promise.resolve([PASS]);
    };
    const { result } = await play(drillOf([], { drill: { judge } }), testInfo, { signal: ending.signal });
    expect(result).toMatchObject({ verdict: 'inconclusive', endedBy: 'interruption' });
    expect(result.findings[0]?.words).toBe('interrupted by SIGINT');
  });

  test('takes down what comes up when nobody waits any more', async ({}, testInfo) => {
    const called: string[] = [];
    const ground = groundThat();
    const whole = drillOf(called);
    const start: typeof whole.start = (given) => ground.left.then(() => whole.start(given));
    const { result } = await play({ ...whole, start, deadlineMs: 50 }, testInfo, {}, ground);
    expect(result.verdict).toBe('inconclusive');
    expect(called).toEqual(['start', 'end']);
  });

  test('leaves the ground though the method never ends', async ({}, testInfo) => {
    const ground = groundThat();
    const method = (): Promise<never> => new Promise(() => undefined);
    const played = play(drillOf([], { drill: { method, deadlineMs: 50 } }), testInfo, { stopWithinMs: 100 }, ground);
    await ground.left;
    const { entries } = await played;
    expect(entries.map(({ words }) => words).join()).toContain('what was under way does not stop');
  });
});
