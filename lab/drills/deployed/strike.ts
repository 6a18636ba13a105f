import { until } from '../../ground/until.ts';
import type { Figures, Tell } from '../drill.ts';
import type { Runner } from './command.ts';
import type { Command, DeployedDrill } from './plan.ts';
import type { DeployedStand } from './stand.ts';
import type { Undoing } from './undoing.ts';

/** When what happened, in milliseconds of the history; undefined: it did not. */
export interface DeployedBlow {
  struckAtMs: number;
  noticedAtMs: number | undefined;
  healedAtMs: number;
  wholeAtMs: number | undefined;
}

export interface Striking {
  stand: DeployedStand;
  drill: DeployedDrill;
  environment: string;
  runner: Runner;
  undoing: Undoing;
  tell: Tell;
}

/** How long everybody is waited for before the fault, and how often a command is asked; in milliseconds. */
const MS = { before: 60_000, every: 500 };

/** What everybody does before the fault and after the healing, so often each. */
const TIMES = 2;

/**
 * Breaks when the load runs, by the commands of the file: shows that the proof can fail, notes the healing, breaks, has it proven, waits
 * until it is noticed and members are served again, heals, and waits until all is whole. Throws where the fault does not prove itself.
 */
export async function strikeDeployed(striking: Striking): Promise<{ struck: DeployedBlow; figures: Figures }> {
  const { stand, drill, environment, runner, undoing, tell } = striking;
  const { budget } = drill;
  const { history } = stand;
  const ms = (seconds: number): number => seconds * 1000;
  const run = async (command: Command): Promise<{ isSo: boolean; words: string }> => {
    if (undoing.leaving.aborted) throw new Error('the session is being left');
    const { exitCode, words } = await runner.run(command, { withinMs: ms(budget.command), signal: undoing.leaving });
    return { isSo: exitCode === 0, words };
  };
  const isServedSince = (atMs: number): boolean =>
    stand.talkers().every(({ name }) => {
      const own = history.deeds.filter((deed) => deed.client === name && deed.atMs > atMs);
      return own.filter(({ outcome }) => outcome === 'acknowledged').length >= TIMES;
    });
  const comesTrue = async (name: string, command: Command, withinMs: number): Promise<number | undefined> => {
    let last = '';
    const isSo = await until(
      async () => {
        const asked = await run(command);
        last = asked.words;
        return asked.isSo;
      },
      withinMs,
      MS.every,
    );
    const words = `${name} (${runner.describe(command)})`;
    tell(isSo ? 'observation' : 'gap', isSo ? words : `not within ${withinMs / 1000} s: ${words}: ${last}`);
    return isSo ? history.now() : undefined;
  };
  const everybody = async (words: string, withinMs: number): Promise<void> => {
    const since = history.now();
    const isSo = await until(() => undoing.leaving.aborted || isServedSince(since), withinMs, 50);
    tell(isSo ? 'observation' : 'gap', isSo ? words : `not within ${withinMs / 1000} s: ${words}`);
  };
  await everybody('everybody is served before the fault', MS.before);
  if (!isServedSince(0)) throw new Error('not everybody is served before the fault');
  for (const name of ['proof', 'noticed'] as const) {
    const command = drill[name];
    if (command !== undefined && (await run(command)).isSo)
      throw new Error(`${name} (${runner.describe(command)}) exits 0 before the fault: it would say nothing of it`);
  }

  const struckAtMs = history.now();
  const { healed, heal } = drill;
  const note = { ...{ session: undoing.session, environment, drill: drill.id, heal, healed } };
  const times = { commandMs: ms(budget.command), wholeMs: ms(budget.whole) };
  const { done, healed: isTakenBack } = await undoing.strike({ ...note, ...times }, () => {
    tell('action', `fault: ${runner.describe(drill.fault)}`);
    return runner.run(drill.fault, { withinMs: ms(budget.command) });
  });
  if (done.exitCode !== 0) throw new Error(`the fault's command did not succeed: ${done.words}`);
  if ((await comesTrue('the fault is proven', drill.proof, ms(budget.proof))) === undefined)
    throw new Error('the fault did not prove itself; it is healed, and says nothing');
  if ((await run(healed)).isSo)
    tell('gap', `healed (${runner.describe(healed)}) exits 0 while the fault is there: can it fail?`);
  const noticedAtMs =
    drill.noticed === undefined ? undefined : await comesTrue('noticed', drill.noticed, ms(budget.noticed));
  if (drill.serves) await everybody('everybody is served again', ms(budget.back));
  const isOver = (): boolean => undoing.leaving.aborted || history.now() - struckAtMs >= ms(budget.hold);
  await until(isOver, ms(budget.hold), 50);

  const healedAtMs = history.now();
  tell('undo', `heal: ${runner.describe(heal)}`);
  const mended = await run(heal);
  if (!mended.isSo) tell('gap', `heal did not succeed: ${mended.words}`);
  const wholeAtMs = await comesTrue('everything is as it was before', healed, ms(budget.whole));
  if (wholeAtMs !== undefined) isTakenBack();
  await everybody('everybody is served', MS.before);
  const figures = noticedAtMs === undefined ? {} : { detectedMs: noticedAtMs - struckAtMs };
  return { struck: { struckAtMs, noticedAtMs, healedAtMs, wholeAtMs }, figures };
}
