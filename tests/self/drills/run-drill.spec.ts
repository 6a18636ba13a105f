import { expect, test } from '@playwright/test';
import { MissingTool, type Drill, type DrillStand, type Finding } from '../../../lab/drills/drill.ts';
import { openJournal, type Journal } from '../../../lab/drills/journal.ts';
import { runDrill } from '../../../lab/drills/run-drill.ts';
import type { Ground } from '../../../lab/ground/ground.ts';

/** A ground on which nothing stands; `left` is what could not be taken back. */
const groundThatLeaves = (left: string[] = []): Ground => ({ leave: () => Promise.resolve(left) }) as unknown as Ground;

const PASS: Finding = { oracle: 'nothing is lost', outcome: 'pass', words: '0 of 9' };

interface Change {
  stand?: Partial<DrillStand>;
  drill?: Partial<Drill>;
}

/** A drill on nothing, that takes down what is called when. */
function drillOf(called: string[], { stand = {}, drill = {} }: Change = {}): Drill {
  const call = (name: string) => (): Promise<void> => {
    called.push(name);
    return Promise.resolve();
  };
  const whole: DrillStand = {
    isSteady: () => Promise.resolve(undefined),
    begin: call('begin'),
    quiesce: call('quiesce'),
    end: call('end'),
    evidence: () => ({}),
    ...stand,
  };
  return {
    ...{ id: 'A1', letter: 'A', title: 'a drill', hypothesis: '', runbook: '', deadlineMs: 5_000 },
    start: () => call('start')().then(() => whole),
    method: () => call('method')().then(() => ({ recoveredMs: 5 })),
    judge: () => call('judge')().then(() => [PASS]),
    ...drill,
  };
}

const journalIn = (path: string): Journal => openJournal(path);

test.describe('a drill', () => {
  test('breaks under load, and judges when the load has ended', async ({}, testInfo) => {
    const called: string[] = [];
    const result = await runDrill(drillOf(called), groundThatLeaves(), journalIn(testInfo.outputPath('journal')));
    expect(called).toEqual(['start', 'begin', 'method', 'quiesce', 'judge', 'end']);
    expect(result).toMatchObject({ verdict: 'pass', figures: { recoveredMs: 5 }, left: [] });
  });

  test('begins nothing without a steady state', async ({}, testInfo) => {
    const called: string[] = [];
    const drill = drillOf(called, { stand: { isSteady: () => Promise.reject(new Error('no primary')) } });
    const result = await runDrill(drill, groundThatLeaves(), journalIn(testInfo.outputPath('journal')), 300);
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
      const result = await runDrill(
        drillOf(called, change),
        groundThatLeaves(),
        journalIn(testInfo.outputPath('journal')),
      );
      expect(result.verdict).toBe('inconclusive');
      expect(called.at(-1)).toBe('end');
    });

  test('says which tool is missing', async ({}, testInfo) => {
    const start = (): Promise<never> => Promise.reject(new MissingTool('redis-server: apt-get install redis-server'));
    const result = await runDrill(
      drillOf([], { drill: { start } }),
      groundThatLeaves(),
      journalIn(testInfo.outputPath('journal')),
    );
    expect(result).toMatchObject({ verdict: 'inconclusive', endedBy: 'missing tool' });
  });

  test('fails where something is left behind, or not as before', async ({}, testInfo) => {
    const journal = journalIn(testInfo.outputPath('journal'));
    const left = await runDrill(drillOf([]), groundThatLeaves(['a process']), journal);
    expect(left).toMatchObject({ verdict: 'fail', left: ['a process'] });
  });

  test('ends at its deadline', async ({}, testInfo) => {
    const method = (): Promise<never> => new Promise(() => undefined);
    const drill = drillOf([], { drill: { method, deadlineMs: 50 } });
    const result = await runDrill(drill, groundThatLeaves(), journalIn(testInfo.outputPath('journal')));
    expect(result.findings[0]?.words).toContain('longer than 50 ms');
  });
});
