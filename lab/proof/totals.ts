import { CLASSES, SEVERITIES, type Fault, type Watch } from '../faults/fault.ts';
import type { Proof } from './prove.ts';

/** A fault and what became of it. */
export interface Proven {
  fault: Fault;
  proof: Proof;
}

/** How many of some faults were found. */
export interface Total {
  faults: number;
  /** By every check that is meant for them. */
  found: number;
  /** Red, or warned, in prod-canary. */
  byCanary: number;
  /** Of those that prod-canary could see from outside in a fast run. */
  inSight: number;
  inSightByCanary: number;
}

const isRed = ({ proof }: Proven, watch: Watch): boolean => (proof.broken[watch]?.by.length ?? 0) > 0;

/** Whether every check that is meant for the fault, of the projects that were run, was red. None at all is a miss. */
export function isFound({ fault: { meant }, proof }: Proven): boolean {
  const run = (Object.entries(meant) as [Watch, string[]][]).filter(([watch]) => proof.broken[watch]);
  return (
    run.length > 0 &&
    run.every(([watch, requirements]) =>
      requirements.every((requirement) => proof.broken[watch]?.by.includes(requirement) === true),
    )
  );
}

export function sumUp(proven: Proven[]): Total {
  const inSight = proven.filter(({ fault }) => fault.outOfSight === undefined);
  return {
    faults: proven.length,
    found: proven.filter(isFound).length,
    byCanary: proven.filter((each) => isRed(each, 'prod-canary')).length,
    inSight: inSight.length,
    inSightByCanary: inSight.filter((each) => isRed(each, 'prod-canary')).length,
  };
}

/** Totals of each class and each severity that has faults. */
export const totals = (proven: Proven[]): Record<string, Total> =>
  Object.fromEntries(
    [
      ...SEVERITIES.map((name) => [name, proven.filter(({ fault }) => fault.severity === name)] as const),
      ...CLASSES.map((name) => [name, proven.filter(({ fault }) => fault.class === name)] as const),
      ['all', proven] as const,
    ]
      .filter(([, some]) => some.length > 0)
      .map(([name, some]) => [name, sumUp(some)]),
  );

/** How often the gate said which verdict, of the blockers in sight of prod-canary: only `fail` rolls a deploy back. */
export function gateVerdicts(proven: Proven[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fault, proof } of proven) {
    const verdict = proof.broken['prod-canary']?.gate;
    if (fault.severity !== 'blocker' || fault.outOfSight !== undefined || verdict === undefined) continue;
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

/** What this project promises of itself: a share of the faults, in percent. */
export interface Target {
  what: string;
  atLeast: number;
  share: number;
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);

export function targets(proven: Proven[]): Target[] {
  const of = (severity: Fault['severity']): Total => sumUp(proven.filter(({ fault }) => fault.severity === severity));
  const share = ({ found, faults }: Total): number => percent(found, faults);
  const blockers = of('blocker');
  return [
    { what: 'blockers, by the projects that are meant to find them', atLeast: 100, share: share(blockers) },
    { what: 'majors, by the projects that are meant to find them', atLeast: 95, share: share(of('major')) },
    { what: 'minors, by the projects that are meant to find them', atLeast: 85, share: share(of('minor')) },
    {
      what: 'blockers in sight of prod-canary, by prod-canary alone',
      atLeast: 90,
      share: percent(blockers.inSightByCanary, blockers.inSight),
    },
  ];
}
