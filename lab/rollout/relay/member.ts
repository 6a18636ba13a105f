import { setTimeout as pause } from 'node:timers/promises';
import { Connection, describeOpening } from '../../../fixtures/protocol/connection.ts';
import { Deadline } from '../../../fixtures/protocol/deadline.ts';
import { awaitChallenge, login } from '../../../fixtures/protocol/login.ts';
import { describeOutcome } from '../../../fixtures/protocol/outcome.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import type { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import type { Deed, Person } from '../deed.ts';

interface Posting {
  name: string;
  key: SecretKey;
  url: string;
  group: string;
}

/** A message every so often, each with its answer within so long; in milliseconds. */
const EVERY_MS = 200;
const STEP_MS = 2_000;

/** No simulation lasts as long. */
const LONGEST_MS = 600_000;

/** A member comes, and posts and reads back until stopped. A lost connection is made anew with the next message. */
export function startMember({ name, key, url, group }: Posting): Person {
  const deeds: Deed[] = [];
  const pending = new Set<Promise<void>>();
  let connecting: Promise<Connection> | undefined;
  let count = 0;

  const connected = (): Promise<Connection> =>
    (connecting = (connecting ?? arrive(url, key)).then((last) => (last.closed ? arrive(url, key) : last)));
  const post = async (): Promise<void> => {
    count += 1;
    const atMs = Date.now();
    const event = key.sign({ kind: 9, content: `${name} ${count}`, tags: [['h', group]] });
    const connection = await connected();
    const publication = await publish(connection, event, { withinMs: STEP_MS });
    const { outcome } = publication;
    const known = { who: name, id: event.id, atMs, answeredAtMs: Date.now() };
    if (outcome === 'accepted') {
      const isConfirmed = (await read(connection, [event.id])).length === 1;
      deeds.push({ ...known, outcome: 'done', words: '', isConfirmed });
    } else
      deeds.push({
        ...{ ...known, isConfirmed: undefined, outcome: outcome === 'refused' ? 'refused' : 'unanswered' },
        words: outcome === 'refused' ? publication.words : wordsFor(connection, describeOutcome(publication)),
      });
  };
  const timer = setInterval(() => {
    const posting = post().finally(() => pending.delete(posting));
    pending.add(posting);
  }, EVERY_MS);
  return {
    ...{ name, deeds },
    stop: async () => {
      clearInterval(timer);
      await Promise.race([Promise.all(pending), pause(3 * STEP_MS, undefined, { ref: false })]);
      (await connecting)?.close();
    },
  };
}

/** Comes to a relay and logs in, where it asks for it. Whatever fails is in what is answered then. */
export async function arrive(url: string, key: SecretKey): Promise<Connection> {
  const connection = await Connection.open(url, { openWithinMs: STEP_MS, deadline: Deadline.in(LONGEST_MS) });
  if ((await awaitChallenge(connection, STEP_MS)) !== undefined) await login(connection, key, { withinMs: STEP_MS });
  return connection;
}

/** Those of these ids that the relay shows. */
export async function read(connection: Connection, ids: string[]): Promise<string[]> {
  const subscription = new Subscription(connection, [{ ids, limit: ids.length }], STEP_MS);
  const { events } = await subscription.answer;
  subscription.close();
  return events.map(({ id }) => id);
}

/** Without the page that a proxy sends with its status. */
function wordsFor({ opening }: Connection, otherwise: string): string {
  if (opening.outcome === 'open') return otherwise;
  return opening.outcome === 'not-upgraded' ? `HTTP ${opening.status}` : describeOpening(opening);
}
