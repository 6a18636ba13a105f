import type { Gated } from './ask-gate.ts';
import { versionOf, type readJournal, type Version } from './journal.ts';
import { healedAt, type Felt } from './ledger.ts';
import type { Message } from './member.ts';
import { MEMBERS, type Scenario } from './scenario.ts';

/** Everything that was noted while a deploy was played. */
interface Notes {
  journal: ReturnType<typeof readJournal>;
  gated: Gated;
  messages: Message[];
  felt: Felt[];
  lost: Message[];
  /** The last words of v2, where it did not come up. */
  notUp: string | undefined;
}

/** Seconds from the shift of the traffic to each moment; undefined where it did not come. */
export interface Moments {
  shifted: number;
  gateBegins: number;
  /** The first message that was refused, and the first that got no answer. */
  firstRefused: number | undefined;
  firstUnanswered: number | undefined;
  firstRedCheck: number | undefined;
  verdict: number;
  rollbackCalled: number | undefined;
  v1Back: number | undefined;
  /** By hand, where members were still shut out after the gate. */
  v1BackByHand: number | undefined;
  /** Everybody posts again; undefined where nobody was shut out, or it took a hand. */
  healed: number | undefined;
  gateEnded: number;
  /** Until the gate had ended and, where it healed by itself, everybody posted again. */
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
  /** The relay's words in the first failure that has any. */
  relayMessage: string | undefined;
  /** The version by which the asked relay calls itself (NIP-11). */
  asked: string | null;
  /** How often the gate called the rollback command. */
  rollbacks: number;
  /** Which version HAProxy served when the gate had ended. */
  serves: Version;
  felt: Felt[];
  /** Messages that were accepted and were not there in the end. */
  lost: number;
  notUp: string | undefined;
  /** What the gate printed. */
  output: string;
}

/** Puts the notes together. All times are measured, by clocks of one machine. */
export function draw(scenario: Scenario, { journal, gated, messages, felt, lost, notUp }: Notes): Outcome {
  const find = (why: string, what: string): number | undefined =>
    journal.find((note) => note.why === why && note.what === what)?.atMs;
  const shiftedAtMs = find('rollout', 'called') ?? NaN;
  const after = messages.filter(({ atMs }) => atMs >= shiftedAtMs);
  const first = (outcome: Message['outcome']): number | undefined =>
    earliest(messages.filter((message) => message.answeredAtMs >= shiftedAtMs && message.outcome === outcome));
  const seconds = <Time extends number | undefined>(time: Time): Time =>
    (time === undefined ? undefined : (time - shiftedAtMs) / 1000) as Time;
  const byHandMs = find('by-hand', 'called');
  const wasShutOut = after.some(({ outcome }) => outcome !== 'accepted');
  const healedAtMs = wasShutOut && byHandMs === undefined ? healedAt(after, MEMBERS) : undefined;
  const called = journal.filter(({ why, what }) => why === 'rollback' && what === 'called');
  const served = journal.filter(({ what, why }) => what === 'done' && why !== 'by-hand').at(-1);
  return {
    scenario: scenario.name,
    moments: {
      shifted: seconds(find('rollout', 'done') ?? NaN),
      gateBegins: seconds(gated.beganAtMs),
      firstRefused: seconds(first('refused')),
      firstUnanswered: seconds(first('unanswered')),
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
    ...{ felt, lost: lost.length, notUp, output: gated.output },
  };
}

const earliest = (messages: Message[]): number | undefined =>
  messages.length === 0 ? undefined : Math.min(...messages.map(({ answeredAtMs }) => answeredAtMs));
