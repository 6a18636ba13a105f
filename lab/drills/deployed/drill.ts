import { findProgram } from '../../ground/program.ts';
import { forRunner, MissingTool, type Drill, type Letter } from '../drill.ts';
import { judgeDeployed } from './judge.ts';
import { standDeployed, type DeployedStand, type StandOptions } from './stand.ts';
import { strikeDeployed, type DeployedBlow } from './strike.ts';
import type { DeployedDrill } from './plan.ts';
import type { Undoing } from './undoing.ts';

/** What a drill takes beside its budgets, in seconds: steady states, the canary's first and last run, draining, tidying up. */
const BESIDE_SECONDS = 900;

/** A drill of a file for the same runner that plays those on real components. */
export function deployedDrill(options: StandOptions, undoing: Undoing): Drill {
  const { drill, plan, runner } = options;
  const { id, title, hypothesis, runbook, budget } = drill;
  const allowed = budget.noticed + budget.back + 2 * budget.whole + budget.hold + budget.proof + 8 * budget.command;
  let struck: DeployedBlow;
  return forRunner<DeployedStand>({
    ...{ id, title, hypothesis, runbook, letter: id.slice(0, 1) as Letter },
    deadlineMs: (BESIDE_SECONDS + allowed) * 1000,
    // eslint-disable-next-line @typescript-eslint/require-await -- a missing tool is a rejection, as everything that fails later
    start: async () => {
      refuseMissing(drill);
      return standDeployed(options);
    },
    method: async (stand, tell) => {
      const striking = { stand, drill, runner, undoing, tell, environment: plan.environment };
      const done = await strikeDeployed(striking).catch(async (error: unknown) => {
        for (const problem of await undoing.healNow()) tell('gap', problem); // Before the load ends, which takes its time.
        throw error;
      });
      struck = done.struck;
      return done.figures;
    },
    judge: (stand, figures) => judgeDeployed(stand, { struck, drill, everyMs: plan.load.every * 1000 }, figures),
  });
}

/** Throws MissingTool for a program that is written as the first word of a list and is not here. */
function refuseMissing({ fault, proof, noticed, heal, healed, probes }: DeployedDrill): void {
  const commands = [fault, proof, noticed, heal, healed, ...probes.map(({ run }) => run)];
  for (const command of commands.filter((one) => typeof one === 'object'))
    try {
      findProgram(command[0] ?? '');
    } catch {
      throw new MissingTool(`${command[0] ?? ''} is not installed here, or not on the path: the drill needs it`);
    }
}
