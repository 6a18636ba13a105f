import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../../../fixtures/config/settings.ts';
import { Connection, describeOpening } from '../../../fixtures/protocol/connection.ts';
import { Deadline } from '../../../fixtures/protocol/deadline.ts';
import { nowInSeconds, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { awaitChallenge, login } from '../../../fixtures/protocol/login.ts';
import { describeOutcome } from '../../../fixtures/protocol/outcome.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import type { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import type { Outcome } from '../../load/deed.ts';
import type { History } from '../../load/history.ts';

/** A canary member of a deployed relay, and the group that she writes to. */
export interface Member {
  name: string;
  key: SecretKey;
  relayUrl: string;
  group: string;
}

/** Milliseconds for each step of coming, and for the OK of a message; no drill lasts as long as a connection may. */
const MS = { step: 5_000, answer: 10_000, life: 4 * 3600_000 };

/** Two canary members at most: one speaks while the other listens, and production gets no more than it has to. */
export const membersOf = ({ members, groups: [group], relayUrl }: Settings): Member[] =>
  members.slice(0, 2).map((key, index) => ({ name: `member-${index + 1}`, key, relayUrl, group: group.id }));

/** Comes to the relay and logs in where it asks for it. Throws what kept her out. */
export async function arrive({ relayUrl, key }: Member): Promise<Connection> {
  const connection = await Connection.open(relayUrl, { openWithinMs: MS.step, deadline: Deadline.in(MS.life) });
  if (connection.opening.outcome !== 'open') throw new Error(describeOpening(connection.opening));
  if ((await awaitChallenge(connection, MS.step)) === undefined) return connection;
  const answer = await login(connection, key, { withinMs: MS.step });
  if (answer.outcome === 'accepted') return connection;
  connection.close();
  throw new Error(`the login was answered otherwise: ${describeOutcome(answer)}`);
}

/** Events as the relay shows them to a member. Throws where its answer has no end: nothing follows from that. */
export async function read(member: Member, ids: readonly string[]): Promise<string[]> {
  const AT_ONCE = 50;
  const connection = await arrive(member);
  try {
    const shown: string[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const subscription = new Subscription(connection, [{ ids: some, limit: some.length }], MS.answer);
      const answer = await subscription.answer;
      subscription.close();
      if (answer.outcome !== 'complete') throw new Error(`reading back: ${describeOutcome(answer)}`);
      shown.push(...answer.events.map(({ id }) => id));
    }
    return shown;
  } finally {
    connection.close();
  }
}

/** What she said; each message expires (NIP-40) after so many seconds. */
const EXPIRES_IN_SECONDS = 3600;

/** As the canary writes them: kind 9 with an `h` tag (NIP-29), with the canary's topic. */
export const signMessage = ({ key, group, name }: Member, count: number): NostrEvent =>
  key.sign({
    kind: 9,
    content: `relay-canary game day: ${name} says ${count}`,
    tags: [
      ['h', group],
      ['t', 'relay-canary'],
      ['expiration', String(nowInSeconds() + EXPIRES_IN_SECONDS)],
    ],
  });

/** Somebody who talks until told to stop. */
export interface Talker {
  name: string;
  /** Everything that was sent, whatever became of it. */
  sent: NostrEvent[];
  /** Resolves when the message of now has an outcome. */
  stop: () => Promise<void>;
}

/** Publishes a message every so often, one at a time, each tried once; a lost connection is made anew for the next one. */
export function startTalker(member: Member, everyMs: number, history: History): Talker {
  const sent: NostrEvent[] = [];
  const stopping = new AbortController();
  let connection: Connection | undefined;

  const sendOne = async (): Promise<{ outcome: Outcome; words: string; id?: string }> => {
    try {
      if (!connection || connection.closed) connection = await arrive(member);
    } catch (error) {
      return { outcome: 'failed', words: `not sent: ${(error as Error).message}` };
    }
    const event = signMessage(member, sent.length + 1);
    sent.push(event);
    const answer = await publish(connection, event, { withinMs: MS.answer });
    if (answer.outcome === 'accepted') return { outcome: 'acknowledged', words: '', id: event.id };
    const words = describeOutcome(answer);
    if (answer.outcome === 'refused') return { outcome: 'failed', words, id: event.id };
    connection.close();
    return { outcome: 'ambiguous', words, id: event.id };
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const [startedAtMs, atMs] = [performance.now(), history.now()];
      const became = await sendOne();
      history.did({ atMs, latencyMs: history.now() - atMs, client: member.name, op: 'publish', ...became });
      const restMs = Math.max(0, everyMs - (performance.now() - startedAtMs));
      await pause(restMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    connection?.close();
  };
  const worked = work();
  return {
    ...{ name: member.name, sent },
    stop: async () => {
      stopping.abort();
      await worked;
    },
  };
}
