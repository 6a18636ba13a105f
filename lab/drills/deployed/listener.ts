import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../../../fixtures/protocol/connection.ts';
import { nowInSeconds, type Filter, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import { transportOf } from '../../../fixtures/protocol/transport.ts';
import type { How } from '../../load/deed.ts';
import type { History } from '../../load/history.ts';
import { arrive, type Member } from './member.ts';

/** A member who listens on a connection of her own. */
export interface Listener {
  name: string;
  /** Everything that she was shown. */
  ids: ReadonlySet<string>;
  /** Whether she listens now: what was stored has been told to its end. */
  isListening: () => boolean;
  stop: () => Promise<void>;
}

const MS = { answer: 10_000, ping: 3_000, again: 250 };
const AT_MOST = 500;

/** A message may be stored so long after its author dated it. */
const SLACK_SECONDS = 10;

/** Listens to the group, and after each lost connection, or one on which a ping has no answer, fetches what came since. */
export function startListener(member: Member, history: History): Listener {
  const name = member.name.replace('member', 'listener');
  const ids = new Set<string>();
  const stopping = new AbortController();
  let [since, isListening] = [nowInSeconds(), false];
  const base = (): Filter => ({ kinds: [9], '#h': [member.group], since: since - SLACK_SECONDS, limit: AT_MOST });
  const hear = ({ id, created_at }: NostrEvent, how: How): void => {
    if (how === 'fetched' && ids.has(id)) return;
    ids.add(id);
    since = Math.max(since, created_at);
    history.hear({ atMs: history.now(), client: name, id, how });
  };
  const listen = async (connection: Connection): Promise<void> => {
    const filter = base();
    const live = new Subscription(connection, [filter], MS.answer);
    connection.listen((frame) => {
      if (frame.verb === 'EVENT' && frame.subscription === live.id) hear(frame.event, isListening ? 'live' : 'fetched');
    });
    const { outcome, events } = await live.answer;
    if (outcome !== 'complete') return;
    await fetchOlder(connection, filter, events, (event) => hear(event, 'fetched'));
    isListening = true;
    while (!connection.closed && !stopping.signal.aborted) {
      if ((await transportOf({ connection }).ping('are you there')) === undefined) return;
      await pause(MS.ping, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const connection = await arrive(member).catch(() => undefined);
      if (connection) await listen(connection);
      connection?.close();
      isListening = false;
      await pause(MS.again, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const worked = work();
  return {
    ...{ name, ids, isListening: () => isListening },
    stop: async () => {
      stopping.abort();
      await worked;
    },
  };
}

/** Page after page, as long as there is something new: a relay shows so many events at once as it likes. */
async function fetchOlder(
  connection: Connection,
  filter: Filter,
  newest: NostrEvent[],
  hear: (event: NostrEvent) => void,
): Promise<void> {
  const known = new Set(newest.map(({ id }) => id));
  let page = newest;
  while (page.length > 0) {
    const until = Math.min(...page.map(({ created_at }) => created_at));
    const subscription = new Subscription(connection, [{ ...filter, until }], MS.answer);
    const { outcome, events } = await subscription.answer;
    subscription.close();
    if (outcome !== 'complete') return;
    page = events.filter(({ id }) => !known.has(id));
    for (const event of page) {
      known.add(event.id);
      hear(event);
    }
  }
}
