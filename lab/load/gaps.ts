import { knownAtMs, type Deed } from './deed.ts';

/** A stretch of a session, in milliseconds since it began. */
export interface Stretch {
  fromMs: number;
  untilMs: number;
}

/** A stretch with the deeds in it. */
export interface Run extends Stretch {
  count: number;
}

const lengthOf = ({ fromMs, untilMs }: Stretch): number => untilMs - fromMs;

const longest = <S extends Stretch>(stretches: S[]): S | undefined =>
  stretches.reduce<S | undefined>((best, each) => (best && lengthOf(best) >= lengthOf(each) ? best : each), undefined);

/** The longest time within a stretch in which nothing was acknowledged. The whole stretch where nothing was. */
export function longestGap(deeds: Deed[], within: Stretch): Stretch {
  const times = deeds
    .filter(({ outcome }) => outcome === 'acknowledged')
    .map(knownAtMs)
    .filter((atMs) => atMs >= within.fromMs && atMs <= within.untilMs)
    .sort((one, other) => one - other);
  const marks = [within.fromMs, ...times, within.untilMs];
  const gaps = marks.slice(1).map((untilMs, index) => ({ fromMs: marks[index] ?? within.fromMs, untilMs }));
  return longest(gaps) ?? within;
}

/** What users felt of a fault, in milliseconds after it; undefined: it did not happen. */
export interface Felt {
  /** The first deed begun after the fault, or under way then, that was not acknowledged; when that was known. */
  firstErrorMs: number | undefined;
  /** The first acknowledgement of a deed that was begun after the fault. */
  firstAckMs: number | undefined;
  /** The first acknowledgement after which nothing went wrong any more; undefined where the last deed went wrong. */
  backMs: number | undefined;
}

/** What became of deeds after a fault. */
export function feltAfter(deeds: Deed[], faultAtMs: number): Felt {
  const after = deeds
    .filter((deed) => knownAtMs(deed) >= faultAtMs)
    .sort((one, other) => knownAtMs(one) - knownAtMs(other));
  const isBad = ({ outcome }: Deed): boolean => outcome !== 'acknowledged';
  const since = (deed: Deed | undefined): number | undefined => deed && knownAtMs(deed) - faultAtMs;
  return {
    firstErrorMs: since(after.find(isBad)),
    firstAckMs: since(after.find((deed) => !isBad(deed) && deed.atMs >= faultAtMs)),
    backMs: since(after.slice(after.findLastIndex(isBad) + 1).find(({ atMs }) => atMs >= faultAtMs)),
  };
}

/** The same of each client alone: a user who is served all the time does not make up for one who is not. */
export const longestGapOfOne = (deeds: Deed[], within: Stretch): Stretch & { client: string } =>
  longest(clientsIn(deeds).map(({ client, own }) => ({ client, ...longestGap(own, within) }))) ?? {
    client: 'nobody',
    ...within,
  };

/** The longest row of deeds of one client of which none was acknowledged, to the next good one; undefined: there is none. */
export const longestBadRun = (deeds: Deed[]): (Run & { client: string }) | undefined =>
  longest(clientsIn(deeds).flatMap(({ client, own }) => badRuns(own).map((run) => ({ client, ...run }))));

function badRuns(deeds: Deed[]): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const deed of [...deeds].sort((one, other) => one.atMs - other.atMs)) {
    if (deed.outcome === 'acknowledged') {
      if (open) open.untilMs = deed.atMs;
      open = undefined;
      continue;
    }
    if (!open) runs.push((open = { fromMs: deed.atMs, untilMs: deed.atMs, count: 0 }));
    open.untilMs = Math.max(open.untilMs, knownAtMs(deed));
    open.count += 1;
  }
  return runs;
}

/** One of several clients that are called the same, by what they do: a page that comes does not make up for a marker that fails. */
const clientsIn = (deeds: Deed[]): { client: string; own: Deed[] }[] =>
  [...new Map(deeds.map((deed) => [`${deed.client} ${deed.op}`, deed])).values()].map(({ client, op }) => ({
    client,
    own: deeds.filter((deed) => deed.client === client && deed.op === op),
  }));

interface SilentOptions {
  writes: Deed[];
  /** Asked all the time; acknowledged is 200. */
  health: Deed[];
  /** So long health may take to notice, and to be asked: its deadline, what it reuses, and the pause between two questions. */
  graceMs: number;
}

/** Silent failures: stretches in which a client's writes failed and none was acknowledged, while every answer of health was 200. */
export function silentStretches({ writes, health, graceMs }: SilentOptions): Stretch[] {
  const bad = clientsIn(writes).flatMap(({ own }) => badStretches(own));
  const silent = bad.flatMap((stretch) => {
    const answers = health.filter((answer) => answer.atMs >= stretch.fromMs && answer.atMs <= stretch.untilMs);
    const alarms = answers.filter(({ outcome }) => outcome !== 'acknowledged').map(knownAtMs);
    return answers.length > alarms.length ? between(stretch, alarms) : [];
  });
  return silent.filter((each) => lengthOf(each) > graceMs);
}

/** From the first deed that went wrong to the next acknowledgement. */
function badStretches(writes: Deed[]): Stretch[] {
  const times = writes
    .map((deed) => ({
      isBad: deed.outcome !== 'acknowledged',
      atMs: deed.outcome === 'acknowledged' ? knownAtMs(deed) : deed.atMs,
      endMs: knownAtMs(deed),
    }))
    .sort((one, other) => one.atMs - other.atMs);
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const { isBad, atMs, endMs } of times)
    if (!isBad) {
      if (open) open.untilMs = atMs;
      open = undefined;
    } else if (open) open.untilMs = Math.max(open.untilMs, endMs);
    else stretches.push((open = { fromMs: atMs, untilMs: endMs }));
  return stretches;
}

/** What lies before, between and after the alarms. */
function between({ fromMs, untilMs }: Stretch, alarms: number[]): Stretch[] {
  const marks = [
    fromMs,
    ...alarms.filter((atMs) => atMs >= fromMs && atMs <= untilMs).sort((one, other) => one - other),
    untilMs,
  ];
  return marks.slice(1).map((end, index) => ({ fromMs: marks[index] ?? fromMs, untilMs: end }));
}
