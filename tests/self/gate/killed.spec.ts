import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { writeVerdict } from '../../../gate/verdict/verdict-file.ts';
import { childrenOf, isRunning } from '../../../lab/run/processes.ts';
import { seededRandom } from '../../../lab/random.ts';
import { readVerdictFile } from '../../../lab/run/run-gate.ts';
import { greenRun } from '../metrics/verdicts.ts';
import { agreed, expect, test } from './gate-lab.ts';
import { slowToAccept } from './wires.ts';

const IS_ON = 'Running ';
const SEED = 5;
const MOMENTS = 6;

/** How long the gate may live at most, in milliseconds: a run through this wire takes longer. */
const LONGEST_MS = 4000;
const WIRE = slowToAccept(1000);

/** How long what it started may outlive it. */
const GONE_WITHIN = { timeout: 20_000 };

const playwrightOf = (gate: number): number[] =>
  childrenOf(gate)
    .filter(({ command }) => command.includes('@playwright/test/cli'))
    .map(({ pid }) => pid);

test.describe('a run that vanishes', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('leaves no process behind and no green verdict where the gate is killed', async ({ start, through }) => {
    const { pid, prints, kill, ended } = start({ settings: await through(WIRE) });
    await prints(IS_ON);
    const playwright = playwrightOf(pid);
    expect(playwright).toHaveLength(1);
    kill('SIGKILL');
    const { exitCode, reports } = await ended;
    expect(exitCode).toBeNull();
    await expect.poll(() => playwright.filter(isRunning), GONE_WITHIN).toEqual([]);
    expect(readVerdictFile(reports)).toMatchObject({ verdict: 'aborted' });
  });

  test('is aborted, 143, where Playwright is killed', async ({ start, through }) => {
    const { pid, prints, ended } = start({ settings: await through(WIRE) });
    await prints(IS_ON);
    for (const playwright of playwrightOf(pid)) process.kill(playwright, 'SIGKILL');
    expect(agreed(await ended)).toMatchObject({ verdict: 'aborted', exitCode: 143, reason: 'killed' });
  });

  const random = seededRandom(SEED);
  for (const [number, share] of Array.from({ length: MOMENTS }, random).entries())
    test(`leaves the verdict of the green run before it, or none that is green (moment ${number + 1})`, async ({
      start,
      through,
      place,
    }) => {
      mkdirSync(place('reports'), { recursive: true });
      const before = greenRun();
      writeVerdict(place('reports'), before);
      const { kill, ended } = start({ settings: await through(WIRE) });
      await pause(share * LONGEST_MS); // The moment is the point here: no event of the run chooses it.
      kill('SIGKILL');
      const { output, verdict } = await ended;
      // What the gate has not yet begun may stand; from its first word on it is gone.
      const isUntouched = verdict?.run.id === before.run.id;
      expect(output === '' || !isUntouched, output).toBe(true);
      expect(isUntouched ? 'aborted' : verdict?.verdict).toBe('aborted');
    });
});
