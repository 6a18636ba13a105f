import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { evidenceOf } from '../../../lab/drills/evidence.ts';
import { exitCodeOfSession } from '../../../lab/drills/hold-session.ts';
import { showProgress, type Screen } from '../../../lab/drills/progress.ts';
import { keepRun, readEarlierRuns, readRuns } from '../../../lab/drills/record.ts';
import { closeSession } from '../../../lab/drills/session.ts';
import { shapeOf } from '../../../lab/drills/shape.ts';
import type { Deed } from '../../../lab/load/deed.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { entry, runWith, sessionOf } from './runs.ts';

const gameDay = (...words: string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'lab/drills/main.ts', ...words], {
    env: { ...cleanEnvironment(), ONLY: 'Z9' },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

const deed = (atMs: number, op: string, outcome: Deed['outcome']): Deed => ({
  ...{ atMs, latencyMs: 10, client: 'somebody', op, outcome, words: '' },
});

test.describe('npm run game-day', () => {
  for (const [words, status, said] of [
    [['--help'], 0, 'Usage: npm run game-day'],
    [['--repeat=0'], 2, '--repeat: "0" is not a number from 1 to 99'],
    [['--loud'], 2, "Unknown option '--loud'"],
    [['explode'], 2, 'explode: there is no such command'],
    [[], 2, 'ONLY: "Z9" is no drill'],
  ] as [string[], number, string][])
    test(`ends with ${status} where it is given ${words.join(' ') || 'a drill that there is not'}`, () => {
      const ended = gameDay(...words);
      expect(ended.said).toContain(said);
      expect(ended.status).toBe(status);
    });

  test('is no pass where a record is missing, or Playwright is red for its own reasons', () => {
    const run = { exitCode: 0, interruptedBy: undefined };
    expect(exitCodeOfSession({ run, judged: 0, isWhole: true })).toBe(0);
    expect(exitCodeOfSession({ run, judged: 0, isWhole: false })).toBe(1);
    expect(exitCodeOfSession({ run, judged: 3, isWhole: true })).toBe(3);
    expect(exitCodeOfSession({ run, judged: 2, isWhole: false })).toBe(1);
    expect(exitCodeOfSession({ run: { ...run, exitCode: 1 }, judged: 0, isWhole: true })).toBe(1);
    expect(exitCodeOfSession({ run: { ...run, exitCode: null }, judged: 0, isWhole: true })).toBe(1);
    expect(exitCodeOfSession({ run: { exitCode: 0, interruptedBy: 'SIGTERM' }, judged: 0, isWhole: true })).toBe(143);
  });
});

test.describe('the records of a session', () => {
  test('are whole, in order, and name what is missing', ({}, testInfo) => {
    const directory = testInfo.outputPath('session');
    for (const id of ['A10', 'A2'] as const) {
      const { result } = runWith({});
      const drill = { id, runbook: '', hypothesis: '' };
      const evidence = { files: { 'relay-1.log': 'it was killed' } };
      keepRun(directory, { drill, result: { ...result, id }, evidence, run: 1, entries: [] });
    }
    mkdirSync(join(directory, 'A3-1'));
    writeFileSync(join(directory, 'A3-1', 'run.json'), '{"half of');
    expect(readRuns(directory).map(({ name }) => name)).toEqual(['A2-1', 'A10-1']);
    expect(readFileSync(join(directory, 'A2-1', 'relay-1.log'), 'utf8')).toBe('it was killed');
    const closing = { startedAt: new Date(), isPlanted: false, expected: ['A2-1', 'A3-1', 'A10-1'] };
    expect(closeSession(directory, closing).missing).toEqual(['A3-1']);
  });

  test('are compared with the last ones of the same drill and place, and no planted ones', ({}, testInfo) => {
    const reports = testInfo.outputPath('reports');
    const write = (name: string, text: string): void => {
      mkdirSync(join(reports, name), { recursive: true });
      writeFileSync(join(reports, name, 'session.json'), text);
    };
    const session = (name: string, changes: object): void =>
      write(name, JSON.stringify(sessionOf([runWith({})], { session: name, ...changes })));
    session('1', {});
    session('2', {});
    session('3', { isPlanted: true });
    session('4', { environment: 'staging' });
    write('5', '{"half of');
    expect(readEarlierRuns(join(reports, '6')).map((earlier) => earlier.session)).toEqual(['2']);
    expect(readEarlierRuns(join(reports, '6'), 'staging').map((earlier) => earlier.session)).toEqual(['4']);
  });
});

test.describe('the evidence of a drill', () => {
  test('counts deeds by their outcome in quarters of a second, and when health changed', () => {
    const deeds = [
      ...[deed(0, 'publish', 'acknowledged'), deed(100, 'publish', 'failed'), deed(500, 'publish', 'ambiguous')],
      ...[deed(0, 'health', 'acknowledged'), deed(300, 'health', 'failed'), deed(600, 'health', 'failed')],
    ];
    expect(shapeOf(deeds, 1_000)).toEqual({
      ...{ fromMs: 1_010, stepMs: 250 },
      deeds: { publish: { acknowledged: [1, 0, 0], failed: [1, 0, 0], ambiguous: [0, 0, 1] } },
      health: [
        { fromMs: 1_010, untilMs: 1_310, isGood: true },
        { fromMs: 1_310, untilMs: 1_610, isGood: false },
      ],
    });
    expect(shapeOf([], 0)).toBe(undefined);
  });

  test('is bounded, and holds no secret', () => {
    const { files } = evidenceOf(
      {
        ...{ isSteady: () => Promise.resolve(undefined), begin: done, quiesce: done, end: done },
        evidence: () => ({ 'haproxy.log': `${'x'.repeat(80)}\n`.repeat(40_000), 'relay-1.log': 'Bearer hush-hush' }),
        secrets: () => ['hush-hush', ''],
      },
      0,
    );
    expect(files['relay-1.log']).toBe('Bearer [redacted]');
    expect(files['haproxy.log']?.length).toBeLessThan(2_100_000);
    expect(files['haproxy.log']).toMatch(/^… \d+ characters before this line are left out\nx{80}\n/);
  });
});

const done = (): Promise<void> => Promise.resolve();

test.describe('progress', () => {
  const shownOn = (screen: Omit<Screen, 'write'>, journal: string): string => {
    let shown = '';
    const progress = showProgress(journal, { ...screen, write: (text) => (shown += text) });
    progress.stop();
    return shown;
  };

  test('is a line for each line of the journal, and one that is overwritten on a terminal', ({}, testInfo) => {
    const journal = testInfo.outputPath('journal.jsonl');
    const phase = entry(100, 'phase', 'the method begins');
    for (const each of [phase, entry(900, 'action', 'killed'), entry(950, 'finding', 'pass: it is')])
      appendFileSync(journal, `${JSON.stringify(each)}\n`);
    appendFileSync(journal, '{"torn\n{"half of');
    expect(shownOn({}, journal)).toBe('A1    0.1 s  phase: the method begins\nA1    0.9 s  action: killed\n');
    const onTerminal = shownOn({ isTTY: true, columns: 40 }, journal);
    expect(onTerminal).toContain('A1    0.9 s  action: killed\n');
    expect(onTerminal).not.toContain('phase:');
    expect(onTerminal).toMatch(/\r.*A1 .* s {2}the method begins/);
  });
});
