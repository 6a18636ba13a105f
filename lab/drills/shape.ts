import { knownAtMs, OUTCOMES, type Deed, type Outcome } from '../load/deed.ts';

/** What the load looked like in numbers; milliseconds since the drill began. */
export interface Shape {
  /** When the first step begins, and how long each is. */
  fromMs: number;
  stepMs: number;
  /** How many deeds of a kind had which outcome in each step: "publish", "put-marker". */
  deeds: Record<string, Record<Outcome, number[]>>;
  /** What health said, from one change to the next. */
  health: { fromMs: number; untilMs: number; isGood: boolean }[];
}

const STEP_MS = 250;
const HEALTH = 'health';

/** Counts deeds in steps. `beganAtMs`: when the history began, in milliseconds of the drill. Undefined where nothing was done. */
export function shapeOf(deeds: readonly Deed[], beganAtMs: number): Shape | undefined {
  if (deeds.length === 0) return undefined;
  const firstMs = Math.min(...deeds.map(knownAtMs));
  const steps = Math.floor((Math.max(...deeds.map(knownAtMs)) - firstMs) / STEP_MS) + 1;
  const counted: Shape['deeds'] = {};
  for (const deed of deeds) {
    if (deed.op === HEALTH) continue;
    const counts = (counted[deed.op] ??= emptyCounts(steps));
    const step = Math.floor((knownAtMs(deed) - firstMs) / STEP_MS);
    counts[deed.outcome][step] = (counts[deed.outcome][step] ?? 0) + 1;
  }
  return { fromMs: firstMs + beganAtMs, stepMs: STEP_MS, deeds: counted, health: healthOf(deeds, beganAtMs) };
}

const emptyCounts = (steps: number): Record<Outcome, number[]> =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, Array.from({ length: steps }, () => 0)])) as Record<
    Outcome,
    number[]
  >;

function healthOf(deeds: readonly Deed[], beganAtMs: number): Shape['health'] {
  const band: Shape['health'] = [];
  const answers = deeds.filter(({ op }) => op === HEALTH).sort((one, other) => knownAtMs(one) - knownAtMs(other));
  for (const answer of answers) {
    const [atMs, isGood] = [knownAtMs(answer) + beganAtMs, answer.outcome === 'acknowledged'];
    const last = band.at(-1);
    if (last) last.untilMs = atMs;
    if (last?.isGood !== isGood) band.push({ fromMs: atMs, untilMs: atMs, isGood });
  }
  return band;
}
