import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readEnvironment, type Environment } from '../../../fixtures/config/environment.ts';
import { readSettings, type Settings } from '../../../fixtures/config/settings.ts';
import { takeLock } from '../../../fixtures/state/lock.ts';
import { stateDirectory } from '../../../fixtures/state/state.ts';
import { openJournal } from '../journal.ts';
import { keepRun, REPORTS, runName, sessionName } from '../record.ts';
import { runDrill, type DrillResult } from '../run-drill.ts';
import { select } from '../selection.ts';
import { closeSession } from '../session.ts';
import { asSpread, asTable } from '../table.ts';
import { exitCodeOf } from '../verdict.ts';
import { makeRunner, type Runner } from './command.ts';
import { insistOnConsent } from './consent.ts';
import { deployedDrill } from './drill.ts';
import { openNotesOf } from './notes.ts';
import { readPlan, type DeployedDrill, type DeployedPlan } from './plan.ts';
import { rehearse } from './rehearse.ts';
import { endOnSignals } from './signals.ts';
import { asGround, openUndoing } from './undoing.ts';

/** For the usage of `npm run game-day`. */
export const DEPLOYED_USAGE = `       npm run game-day -- --from=FILE [--dry-run] --environment=NAME [--yes-production=NAME] [--repeat=N]
  --from            breaks a deployed relay by the commands of a file (docs/game-days/deployed.md); ONLY and SKIP choose from it
  --dry-run         prints every command in its order and runs none
  --environment     the name of what is going to be broken, typed out; --yes-production the same again where users are`;

/** Where a session is held; the defaults are those of `npm run game-day`. */
export interface DeployedPlace {
  say?: (line: string) => void;
  /** The sessions' directory. */
  reports?: string;
  /** Where notes outlive a crash. */
  state?: string;
  /** With the settings of the target. */
  environment?: Environment;
}

/** Plays the drills of a file on a deployed relay. Gives the exit code of `npm run game-day`. Never throws. */
export async function holdDeployedSession(args: string[], place: DeployedPlace = {}): Promise<number> {
  const { say = (line) => void process.stdout.write(`${line}\n`), reports = REPORTS, state = stateDirectory() } = place;
  try {
    const environment = place.environment ?? readEnvironment();
    return await hold(args, { say, reports, state, environment, runner: makeRunner(environment) });
  } catch (error) {
    say((error as Error).message);
    return 2;
  }
}

type Place = Required<DeployedPlace> & { runner: Runner };

async function hold(args: string[], place: Place): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ from: { type: 'string' }, 'dry-run': { type: 'boolean' }, environment: { type: 'string' } },
      ...{ 'yes-production': { type: 'string' }, repeat: { type: 'string', default: '1' } },
    },
  });
  if (!values.from) throw new Error('--from: the file is missing, see docs/game-days/deployed.md');
  if (!/^[1-9]\d?$/.test(values.repeat)) throw new Error(`--repeat: "${values.repeat}" is not a number from 1 to 99`);
  const plan = readPlan(values.from);
  const drills = chosenFrom(plan);
  if (values['dry-run'] === true) {
    place.say(rehearse(plan, drills, place.runner));
    return 0;
  }
  const settings = settingsOf(plan, place.environment);
  const ask = process.stdin.isTTY && process.stdout.isTTY ? askAtTerminal : undefined;
  await insistOnConsent(plan, { environment: values.environment, yesProduction: values['yes-production'], ask });
  const playing = { ...place, plan, drills, settings, repeat: Number(values.repeat) };
  return whileNobodyElse(plan, place.state, () => playAll(playing));
}

function chosenFrom({ drills }: DeployedPlan): DeployedDrill[] {
  const lettered = drills.map((drill) => ({ ...drill, letter: drill.id.slice(0, 1) as 'A' | 'B' | 'C' | 'D' | 'E' }));
  const chosen = select(lettered, { only: process.env['ONLY'], skip: process.env['SKIP'] }).map(({ id }) => id);
  if (chosen.length === 0) throw new Error('ONLY and SKIP leave no drill');
  return drills.filter(({ id }) => chosen.includes(id));
}

/** Throws where the settings are not those of the relay that the file is about: one would be broken, and another watched. */
function settingsOf({ kind, relay }: DeployedPlan, environment: Environment): Settings {
  const settings = readSettings(kind === 'production' ? 'prod' : 'staging', environment);
  const [given, wanted] = [settings.relayUrl, relay].map((url) => URL.canParse(url) && new URL(url).href);
  if (given === wanted) return settings;
  throw new Error(
    `relay is ${relay}, and ${settings.prefix}_RELAY_URL is ${settings.relayUrl}: give both the relay that is broken`,
  );
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await Promise.race([terminal.question(question), once(terminal, 'close').then(() => '')]);
  } finally {
    terminal.close();
  }
}

const STALE_MS = 24 * 3600_000;

/** One session at a time breaks an environment, and none that an earlier one left broken. */
async function whileNobodyElse(
  { environment }: DeployedPlan,
  state: string,
  play: () => Promise<number>,
): Promise<number> {
  const lock = takeLock(join(state, 'game-day', `deployed-${environment}.lock`), STALE_MS);
  if (!lock.isOurs) throw new Error(`${environment} is being broken already, by process ${lock.holder.pid ?? '?'}`);
  try {
    const [left] = openNotesOf(environment, state);
    if (left !== undefined) throw new Error(`${environment} is still broken by ${left}: npm run game-day -- heal`);
    return await play();
  } finally {
    lock.release();
  }
}

interface Playing extends Place {
  plan: DeployedPlan;
  drills: DeployedDrill[];
  settings: Settings;
  repeat: number;
}

async function playAll({ plan, drills, repeat, reports, ...playing }: Playing): Promise<number> {
  const startedAt = new Date();
  const session = sessionName(startedAt);
  const directory = join(reports, session);
  mkdirSync(directory, { recursive: true });
  const turns = Array.from({ length: repeat }, (_, index) => drills.map((drill) => ({ drill, run: index + 1 }))).flat();
  playing.say(`Game day ${session} in ${plan.environment} (${plan.relay}): ${drills.map(({ id }) => id).join(', ')}`);
  const signals = endOnSignals(playing.say);
  for (const turn of turns) {
    if (signals.signal.aborted) break;
    const { left } = await playOne({ ...playing, ...turn, plan, session, directory, signal: signals.signal });
    if (left.length === 0) continue;
    playing.say('What was broken could not be healed: nothing more is broken in this session. See the runbook.');
    break;
  }
  signals.stop();
  const expected = turns.map(({ drill, run }) => runName(drill.id, run));
  const { runs } = closeSession(directory, { startedAt, isPlanted: false, environment: plan.environment, expected });
  playing.say(`\n${asTable(runs)}\n\n${asSpread(runs)}\nSee ${directory}/session.md`);
  const isWhole = runs.length === turns.length;
  return signals.exitCode() ?? (exitCodeOf(runs.map(({ result }) => result)) || (isWhole ? 0 : 1));
}

interface Turn extends Omit<Playing, 'drills' | 'repeat' | 'reports'> {
  drill: DeployedDrill;
  run: number;
  session: string;
  directory: string;
  signal: AbortSignal;
}

async function playOne({ say, session, directory, state, signal, run, ...turn }: Turn): Promise<DrillResult> {
  const { drill, runner } = turn;
  const { id } = drill;
  const journal = openJournal(join(directory, 'journal.jsonl'), ({ ms, kind, words }) =>
    say(`${id} ${(ms / 1000).toFixed(1).padStart(6)} s  ${kind}: ${words}`),
  );
  const undoing = openUndoing({ session, runner, state, tell: (words) => journal.add(id, 'undo', words) });
  const made = deployedDrill({ ...turn, directory: join(directory, runName(id, run)) }, undoing);
  const { result, evidence } = await runDrill(made, asGround(undoing), journal, { signal });
  keepRun(directory, { drill: made, result, evidence, run, entries: journal.entries });
  journal.add(id, 'verdict', result.verdict);
  return result;
}
