import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { Finding } from '../../../../lab/drills/drill.ts';
import { isFrozen, startDeployedRelay, test } from './relay.ts';

const HERE = '--environment=here';

/** How an oracle came out. */
const outcomeOf = (findings: Finding[] = [], oracle: string): string | undefined =>
  findings.find((finding) => finding.oracle.startsWith(oracle))?.outcome;

test.describe('a drill on a deployed relay', () => {
  test('is green where the relay keeps its promises', async ({ hold, file, relay, notes }) => {
    const probes = [{ name: 'process', run: ['kill', '-0', relay.pid] }];
    const { exitCode, said, record } = await hold([`--from=${file({ probes })}`, HERE]);
    expect(exitCode, said).toBe(0);
    expect(record?.environment).toBe('here');
    expect(record?.runs[0]?.result).toMatchObject({ verdict: 'pass', left: [], figures: { lost: 0, ambiguous: 0 } });
    expect(said).toContain(`action: fault: kill -STOP ${relay.pid}`);
    expect(said).toContain(`undo: heal: kill -CONT ${relay.pid}`);
    expect(notes()).toEqual([]);
  });

  test('is red where members wait longer than they may', async ({ hold, file }) => {
    const budget = { hold: 1, back: 0.5, whole: 5 };
    const { exitCode, record } = await hold([`--from=${file({ budget })}`, HERE]);
    const findings = record?.runs[0]?.result.findings;
    expect(exitCode).toBe(1);
    expect(outcomeOf(findings, 'everybody publishes again')).toBe('fail');
    expect(outcomeOf(findings, 'health answers again')).toBe('fail');
    expect(outcomeOf(findings, 'every acknowledged event is stored')).toBe('pass');
  });

  test('is red where an acknowledged message is lost', async ({ hold, file }, testInfo) => {
    const [data, pid] = [testInfo.outputPath('events.jsonl'), testInfo.outputPath('pid')];
    const mortal = await startDeployedRelay(data);
    const forget = `grep -v '"kind":9,' ${data} > ${data}.less; mv ${data}.less ${data}`;
    const isUp = `fetch('${mortal.health}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
    const drill = {
      ...{ fault: `kill -KILL ${mortal.pid} && ${forget}`, proof: `! kill -0 ${mortal.pid}` },
      ...{ heal: `${mortal.again} > ${pid}`, healed: [process.execPath, '-e', isUp] },
    };
    const plan = { relay: mortal.url, http: { health: mortal.health } };
    const { exitCode, record } = await hold([`--from=${file(drill, plan)}`, HERE], mortal);
    mortal.stop();
    process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    expect(exitCode).toBe(1);
    expect(outcomeOf(record?.runs[0]?.result.findings, 'every acknowledged event is stored')).toBe('fail');
    expect(record?.runs[0]?.result.figures.lost).toBeGreaterThan(0);
  });

  for (const [what, change, words] of [
    ['the fault does not prove itself', { proof: 'false' }, 'the fault did not prove itself'],
    ['the proof says nothing', { proof: 'true' }, 'exits 0 before the fault: it would say nothing of it'],
    ['the command of the fault fails', { fault: 'echo no such unit >&2; exit 5' }, 'exit code 5: no such unit'],
  ] as const)
    test(`is inconclusive where ${what}, and leaves nothing broken`, async ({ hold, file, relay, notes }) => {
      const { exitCode, said, record } = await hold([`--from=${file(change)}`, HERE]);
      expect(exitCode).toBe(1);
      expect(record?.runs[0]?.result).toMatchObject({ verdict: 'inconclusive', left: [] });
      expect(said).toContain(words);
      expect(isFrozen(relay.pid)).toBe(false);
      expect(notes()).toEqual([]);
    });

  test('keeps its note where the healing does not succeed, and begins no other', async ({
    hold,
    file,
    notes,
  }, testInfo) => {
    const marker = testInfo.outputPath('marker');
    const drill = { fault: ['touch', marker], healed: `! test -e '${marker}'`, proof: 'false', heal: 'exit 4' };
    const from = file({ ...drill, budget: { proof: 0, whole: 1 } });
    const { exitCode, said, record } = await hold([`--from=${from}`, HERE, '--repeat=2']);
    expect(exitCode).toBe(1);
    expect(said).toContain('heal (exit 4): exit code 4; healed (');
    expect(record).toMatchObject({ missing: ['B1-2'], runs: [{ result: { verdict: 'fail' } }] });
    expect(notes().filter((path) => path.endsWith('-B1.json'))).toHaveLength(1);
  });

  test('says which program is missing', async ({ hold, file }) => {
    const { exitCode, said } = await hold([`--from=${file({ heal: ['no-such-program', 'start'] })}`, HERE]);
    expect(exitCode).toBe(3);
    expect(said).toContain('no-such-program is not installed here');
  });
});
