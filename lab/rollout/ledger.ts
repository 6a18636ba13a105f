import type { Message } from './member.ts';

/** What one member felt of a deploy, of the messages that were to be sent after the traffic was shifted. */
export interface Felt {
  member: string;
  sent: number;
  accepted: number;
  refused: number;
  unanswered: number;
  /** The relay's words to those that were refused, and how often. */
  refusals: Record<string, number>;
  /** What happened to those that got no answer, and how often. */
  silences: Record<string, number>;
  /** Accepted, but not found by the member itself right afterwards. */
  notReadBack: number;
  /** Whether the messages since the gate ended were accepted, all of them. */
  postsAfterwards: boolean;
}

/** The messages of one member by the time at which they were to be sent. */
export const messagesOf = (messages: Message[], member: string): Message[] =>
  messages.filter((message) => message.member === member).sort((one, other) => one.atMs - other.atMs);

/** Sums up a member's messages from `sinceMs` on; `gateEndedAtMs` to `untilMs` is afterwards. Milliseconds since the epoch. */
export function feltBy(
  member: string,
  messages: Message[],
  { sinceMs, gateEndedAtMs, untilMs }: { sinceMs: number; gateEndedAtMs: number; untilMs: number },
): Felt {
  const all = messagesOf(messages, member).filter(({ atMs }) => atMs >= sinceMs && atMs <= untilMs);
  const of = (outcome: Message['outcome']): Message[] => all.filter((message) => message.outcome === outcome);
  const afterwards = all.filter(({ atMs }) => atMs >= gateEndedAtMs);
  return {
    ...{ member, sent: all.length, accepted: of('accepted').length },
    ...{ refused: of('refused').length, refusals: wordsOf(of('refused')) },
    ...{ unanswered: of('unanswered').length, silences: wordsOf(of('unanswered')) },
    notReadBack: all.filter(({ isReadBack }) => isReadBack === false).length,
    postsAfterwards: afterwards.length > 0 && afterwards.every(({ outcome }) => outcome === 'accepted'),
  };
}

function wordsOf(messages: Message[]): Record<string, number> {
  const words: Record<string, number> = {};
  for (const message of messages) words[message.words] = (words[message.words] ?? 0) + 1;
  return words;
}

/**
 * When the first message was accepted after the last that was not, of the member with whom that was latest; undefined
 * where somebody's last message was not accepted.
 */
export function healedAt(messages: Message[], members: readonly string[]): number | undefined {
  const times = members.map((member) => {
    const all = messagesOf(messages, member);
    const last = all.findLastIndex(({ outcome }) => outcome !== 'accepted');
    return all[last + 1]?.answeredAtMs;
  });
  return times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}
