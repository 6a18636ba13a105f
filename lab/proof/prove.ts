import type { Fault, Watch } from '../faults/fault.ts';
import type { ProjectRun } from '../run/run-project.ts';
import type { Stage } from './stage.ts';
import type { Meant } from './watch.ts';

/** What a run says as a whole: `fail` is a broken MUST or FIELD, `degraded` only broken SHOULDs. */
export type RunVerdict = 'pass' | 'degraded' | 'fail';

/** What one project found on a broken relay. */
export interface Detection {
  verdict: RunVerdict;
  /** Requirements that were red, or warned. */
  by: string[];
  seconds: number;
  /** The first words of the first red check. */
  words: string;
  /** What the gate makes of the run, where all of a project was run. */
  gate?: string;
}

/** What became of one fault. */
export interface Proof {
  id: string;
  broken: Partial<Record<Watch, Detection>>;
  /** Why it is not as meant; empty where it is. */
  problems: string[];
  seconds: number;
}

/** A verdict that comes later than this is none. */
export const IN_TIME_SECONDS: Record<Watch, number> = { 'prod-canary': 60, 'pr-staging': 120, nightly: 120 };

/** The projects that are run against a fault: prod-canary always, the others where a check of theirs is meant for it. */
export const watchesOf = ({ meant }: Fault): Watch[] => [
  ...new Set<Watch>(['prod-canary', ...(Object.keys(meant) as Watch[])]),
];

interface ProofOptions {
  watches: Watch[];
  meantChecks: Meant;
  open: (fault: Fault) => Promise<Stage>;
}

/** Healthy and green, broken and red in the check that is meant for it, healed and green. */
export async function prove(fault: Fault, { watches, meantChecks, open }: ProofOptions): Promise<Proof> {
  const start = performance.now();
  const problems: string[] = [];
  const broken: Proof['broken'] = {};
  const meantFor = (watch: Watch): string[] => fault.meant[watch] ?? [];
  let stage: Stage | undefined;
  try {
    const { look, ...opened } = (stage = await open(fault));
    const lookAll = async (when: string): Promise<void> => {
      for (const watch of watches)
        mustBeGreen(await look(watch, meantChecks(meantFor(watch))), `${watch} ${when}`, meantFor(watch), problems);
    };
    // What is compared with an earlier run has to have one: nothing remembers the streams of a new stage.
    const memories = fault.tier === 'snapshot' && fault.injection.at === 'streams' ? watches : [];
    for (const watch of memories) await look(watch, meantChecks(meantFor(watch)));
    await lookAll('before');
    await opened.break();
    for (const watch of watches) broken[watch] = judge(await look(watch, meantChecks(meantFor(watch))), watch);
    await opened.heal();
    await lookAll('after');
    problems.push(...missed(fault, broken, { watches, meantChecks }), ...waved(fault, broken));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    await stage?.stop();
  }
  return { id: fault.id, broken, problems, seconds: (performance.now() - start) / 1000 };
}

/** A healthy relay has to be green, and the checks that are meant for the fault have to have run. */
function mustBeGreen(
  { exitCode, checks, green, output }: ProjectRun,
  when: string,
  meant: string[],
  problems: string[],
): void {
  const cries = checks.filter(({ outcome }) => outcome === 'red' || outcome === 'warned');
  for (const { requirement, reason } of cries)
    problems.push(`${when}: ${requirement} cries wolf: ${reason.slice(0, 400)}`);
  const idle = checks.filter(({ outcome }) => outcome === 'did not run');
  if (idle.length > 0) problems.push(`${when}: ${idle.length} check(s) did not run: ${idle[0]?.reason ?? ''}`);
  if (!isPartOf(exitCode) && exitCode !== 0 && cries.length === 0)
    problems.push(`${when}: exit ${exitCode}: ${output.slice(-400)}`);
  for (const requirement of meant.filter(
    (each) => !green.includes(each) && !cries.some((cry) => cry.requirement === each),
  ))
    problems.push(`${when}: ${requirement} is meant for the fault and does not run`);
}

/** A part of a project has no verdict (insufficient, 4). */
const isPartOf = (exitCode: number | null): boolean => exitCode === 4;

function judge({ checks, exitCode, seconds, output, verdict }: ProjectRun, watch: Watch): Detection {
  const red = checks.filter(({ outcome }) => outcome === 'red');
  const warned = checks.filter(({ outcome }) => outcome === 'warned');
  const isFailed = red.length > 0 || (exitCode !== 0 && !isPartOf(exitCode));
  return {
    verdict: isFailed ? 'fail' : warned.length > 0 ? 'degraded' : 'pass',
    by: [...red, ...warned].map(({ requirement }) => requirement),
    seconds,
    words: (red[0] ?? warned[0])?.reason.slice(0, 300) ?? (isFailed ? output.slice(-300) : ''),
    ...(watch === 'prod-canary' && { gate: verdict }),
  };
}

/** A blocker that is red somewhere and that the gate lets through all the same. */
const waved = ({ severity }: Fault, { 'prod-canary': found }: Proof['broken']): string[] =>
  severity === 'blocker' && found && found.by.length > 0 && found.gate === 'pass'
    ? [`prod-canary: ${found.by[0] ?? ''} is red, and the gate says pass`]
    : [];

/** What was meant and did not happen. */
function missed(
  { meant }: Fault,
  broken: Proof['broken'],
  { watches, meantChecks }: Pick<ProofOptions, 'watches' | 'meantChecks'>,
): string[] {
  return watches.flatMap((watch) => {
    const requirements = meant[watch];
    if (!requirements) return [];
    const found = broken[watch];
    if (!found) return [`${watch} was not run against it`];
    const silent = requirements.filter((requirement) => !found.by.includes(requirement));
    const expected: RunVerdict = meantChecks(requirements).some(({ level }) => level !== 'SHOULD')
      ? 'fail'
      : 'degraded';
    return [
      ...silent.map((requirement) => `${watch}: ${requirement} stays green`),
      ...(silent.length === 0 && found.verdict !== expected
        ? [`${watch}: ${found.verdict} instead of ${expected}`]
        : []),
      ...(found.seconds > IN_TIME_SECONDS[watch] ? [`${watch}: too late, ${found.seconds.toFixed(0)} s`] : []),
    ];
  });
}
