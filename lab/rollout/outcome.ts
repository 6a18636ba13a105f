import type { Gated } from './ask-gate.ts';
import { versionOf, type readJournal, type Version } from './journal.ts';
import { HARMS, isRight, type Deed, type Harm } from './deed.ts';
import { count, healedAt, type Felt } from './ledger.ts';
import type { Scenario } from './scenario.ts';

/** Everything that was noted while a deploy was played. */
interface Notes {
  journal: ReturnType<typeof readJournal>;
  gated: Gated;
  /** Of everybody, with the harm that was done. */
  deeds: Deed[];
  felt: Felt[];
  ofGate: number | undefined;
  /** The last words of v2, where it did not come up. */
  notUp: string | undefined;
}

/** Seconds from the shift of the traffic to each moment; undefined where it did not come. */
export interface Moments {
  shifted: number;
  gateBegins: number;
  /** The first deed that was refused, the first that failed, the first without an answer, the first that was paid twice. */
  firstRefused: number | undefined;
  firstFailed: number | undefined;
  firstUnanswered: number | undefined;
  firstPaidTwice: number | undefined;
  firstRedCheck: number | undefined;
  verdict: number;
  rollbackCalled: number | undefined;
  v1Back: number | undefined;
  /** By hand, where somebody was still shut out after the gate. */
  v1BackByHand: number | undefined;
  /** All is well again for everybody; undefined where nobody felt anything, or it took a hand. */
  healed: number | undefined;
  gateEnded: number;
  /** Until the gate had ended and, where it healed by itself, all was well for everybody. */
  total: number;
}

/** What came of a deploy. */
export interface Outcome {
  scenario: string;
  moments: Moments;
  verdict: string;
  reason: string;
  summary: string;
  exitCode: number | null;
  /** The words of the relay, or the API, in the first failure that has any. */
  relayMessage: string | undefined;
  /** The version by which the asked relay calls itself (NIP-11). */
  asked: string | null;
  /** How often the gate called the rollback command. */
  rollbacks: number;
  /** Which version HAProxy served when the gate had ended. */
  serves: Version;
  felt: Felt[];
  /** How often each harm was done, from the beginning to the end. */
  harms: Record<Harm, number>;
  /** How many streams the gate itself has made; undefined where there are none. */
  ofGate: number | undefined;
  notUp: string | undefined;
  /** What the gate printed. */
  output: string;
}

/** Puts the notes together. All times are measured, by clocks of one machine. */
export function draw(scenario: Scenario, { journal, gated, deeds, felt, ofGate, notUp }: Notes): Outcome {
  const find = (why: string, what: string): number | undefined =>
    journal.find((note) => note.why === why && note.what === what)?.atMs;
  const shiftedAtMs = find('rollout', 'called') ?? NaN;
  const after = deeds.filter(({ atMs }) => atMs >= shiftedAtMs);
  const first = (is: (deed: Deed) => boolean): number | undefined =>
    earliest(deeds.filter((deed) => deed.answeredAtMs >= shiftedAtMs && is(deed)));
  const seconds = <Time extends number | undefined>(time: Time): Time =>
    (time === undefined ? undefined : (time - shiftedAtMs) / 1000) as Time;
  const byHandMs = find('by-hand', 'called');
  const isHurt = after.some((deed) => !isRight(deed));
  const people = felt.map(({ who }) => who);
  const healedAtMs = isHurt && byHandMs === undefined ? healedAt(after, people) : undefined;
  const called = journal.filter(({ why, what }) => why === 'rollback' && what === 'called');
  const served = journal.filter(({ what, why }) => what === 'done' && why !== 'by-hand').at(-1);
  return {
    scenario: scenario.name,
    moments: {
      shifted: seconds(find('rollout', 'done') ?? NaN),
      gateBegins: seconds(gated.beganAtMs),
      firstRefused: seconds(first(({ outcome }) => outcome === 'refused')),
      firstFailed: seconds(first(({ outcome }) => outcome === 'failed')),
      firstUnanswered: seconds(first(({ outcome }) => outcome === 'unanswered')),
      firstPaidTwice: seconds(first(({ harm }) => harm === 'paid-twice')),
      firstRedCheck: seconds(gated.firstRedAtMs),
      verdict: seconds(gated.verdictAtMs),
      rollbackCalled: seconds(called[0]?.atMs),
      v1Back: seconds(find('rollback', 'done')),
      v1BackByHand: seconds(find('by-hand', 'done')),
      healed: seconds(healedAtMs),
      gateEnded: seconds(gated.endedAtMs),
      total: seconds(Math.max(gated.endedAtMs, healedAtMs ?? 0)),
    },
    ...{ verdict: gated.verdict.verdict, reason: gated.verdict.reason, summary: gated.verdict.summary },
    exitCode: gated.exitCode,
    relayMessage: gated.verdict.failures.find(({ relayMessage }) => relayMessage !== undefined)?.relayMessage,
    asked: gated.verdict.target.version,
    rollbacks: called.length,
    serves: versionOf(served?.to ?? ''),
    harms: count(
      HARMS,
      deeds.map(({ harm }) => harm),
    ),
    ...{ felt, ofGate, notUp, output: gated.output },
  };
}

const earliest = (deeds: Deed[]): number | undefined =>
  deeds.length === 0 ? undefined : Math.min(...deeds.map(({ answeredAtMs }) => answeredAtMs));
