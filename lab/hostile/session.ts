import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeaks } from '../../fixtures/evidence/leak-scan.ts';
import { secretTexts } from '../../fixtures/evidence/secrets.ts';
import type { LabRelay } from '../run/lab-relay.ts';
import { startFront, type Ledger } from './front.ts';
import type { Verdicts } from './judge.ts';
import type { Lane } from './lane.ts';
import { planSession, type Plan } from './plan.ts';
import { wrongGreens } from './wrong-greens.ts';

/** The shortest deadline that the settings allow. A verdict comes before it. */
export const DEADLINE_SECONDS = 10;
const MOST_MEGABYTES = 300;

/** What became of one session. */
export interface Session {
  seed: number;
  plan: Plan;
  /** How often each attack of the plan struck. */
  struck: number[];
  verdicts: Verdicts;
  /** Until the visit had ended. */
  seconds: number;
  peakMegabytes: number;
  /** What must not happen: each is a fault of the suite. */
  problems: string[];
}

export interface Surroundings {
  lab: LabRelay;
  /** Public keys of the canary's members. */
  members: string[];
}

/** Stages the hostile relay of this seed, before a healthy one of its own, for somebody who visits it. */
export async function onStage<Result>(
  seed: number,
  { lab }: Surroundings,
  visit: (settings: Record<string, string>, plan: Plan) => Promise<Result>,
): Promise<{ plan: Plan; ledger: Ledger; result: Result; settings: Record<string, string> }> {
  const plan = planSession(seed);
  const healthy = await lab.twin();
  const front = await startFront(plan, healthy.url);
  const settings = {
    ...lab.settings,
    PROD_RELAY_URL: front.url,
    PROD_READINESS_URL: `${front.url.replace('ws:', 'http:')}/health`,
    PROD_DEADLINE_SECONDS: String(DEADLINE_SECONDS),
  };
  try {
    const result = await visit(settings, plan);
    return { plan, ledger: front.ledger(), result, settings };
  } finally {
    await Promise.all([front.stop(), healthy.stop()]);
  }
}

/** One session: the hostile relay of this seed, and one visit to it. */
export async function holdSession(seed: number, lane: Lane, surroundings: Surroundings): Promise<Session> {
  mkdirSync(lane.directory, { recursive: true });
  const record = join(lane.directory, 'record.json');
  const staged = await onStage(seed, surroundings, (settings) => lane.send({ settings, record }, DEADLINE_SECONDS));
  const { plan, ledger, result, settings } = staged;
  lane.keepOutput();
  const leaking = removeLeaks(lane.directory, secretTexts(settings));
  const { seconds, verdicts } = result;
  const problems = [
    ...result.problems,
    ...leaking.map((file) => `a secret stands in ${file}`),
    ...limitsPassed({ seconds, peakMegabytes: result.peakMegabytes }),
    ...(Object.keys(verdicts).length > 0 ? wrongGreens(plan, ledger, verdicts, surroundings.members) : []),
  ];
  return { seed, plan, struck: ledger.struck, verdicts, seconds, peakMegabytes: result.peakMegabytes, problems };
}

/** Which of the limits on time and memory were passed. */
export const limitsPassed = ({ seconds, peakMegabytes }: Pick<Session, 'seconds' | 'peakMegabytes'>): string[] => [
  ...(peakMegabytes > MOST_MEGABYTES ? [`${peakMegabytes.toFixed(0)} MB of memory`] : []),
  ...(seconds > DEADLINE_SECONDS ? [`${LATE} after ${seconds.toFixed(1)} s`] : []),
];

const LATE = 'a verdict';

/** Whether a machine with too much to do could be the reason. */
export const isAboutTime = (problem: string): boolean => problem.startsWith(LATE) || problem.startsWith('no verdict');
