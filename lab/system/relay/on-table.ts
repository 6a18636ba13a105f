import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { addressOf, DELETION, isModeration } from '../../relay/event/kinds.ts';
import { DEFAULT_LIMITS, DEFAULT_POLICY } from '../../relay/policy/options.ts';
import { Relay } from '../../relay/relay.ts';
import { HEALTHY_SEAMS } from '../../relay/seams.ts';
import type { Say } from '../say.ts';
import { watchCondition } from '../say.ts';
import { startCommits } from '../store/commits.ts';
import { startFollower } from '../store/follower.ts';
import { startHoldBack } from '../store/hold-back.ts';
import type { Table } from '../store/table.ts';
import { within } from '../within.ts';
import { deliverTo } from './deliver-to.ts';

export interface OpenRelay {
  relay: Relay;
  /** Takes over what others have committed, and delivers it. Never rejects. */
  follow: () => Promise<void>;
  /** Follows no more. */
  close: () => void;
}

interface OnTable {
  table: Table;
  secretKey: Uint8Array;
  say: Say;
  /** Milliseconds between two looks for what no wake-up told. */
  pollEveryMs: number;
  /** Until then a commit is tried again, in milliseconds. Default 5,000. */
  commitWithinMs?: number | undefined;
  onCommitted: (events: NostrEvent[]) => void;
  /** Its memory holds what the table does not, beyond single events: it has to be opened anew. */
  onSpoilt: () => void;
}

const PAGE = 1_000;

/** A message of a client waits so long for the table at most; then it is answered from memory. */
const FOLLOW_WITHIN_MS = 400;

/** Reads the whole table and follows it. The relay says OK, and delivers, after the commit; before it the event is shown to nobody. */
export async function openRelayOn({ table, secretKey, say, ...options }: OnTable): Promise<OpenRelay> {
  const { events, seen } = await readAll(table);
  const conditions = { reads: watchCondition('postgres-reads', say), writes: watchCondition('postgres-writes', say) };
  const holdBack = startHoldBack();
  const follower = startFollower({ table, condition: conditions.reads, seen, onRows: () => relay.catchUp() });
  const commits = startCommits({
    ...{ table, condition: conditions.writes, withinMs: options.commitWithinMs },
    onCommitted: (committed) => {
      for (const event of committed) {
        holdBack.settle(event.id);
        deliverTo(relay, event);
      }
      options.onCommitted(committed);
    },
    onFailed: (failed, words) => {
      for (const event of failed) relay.store.remove(event.id);
      for (const event of failed) holdBack.settle(event.id, words);
      if (!failed.every(isAlone)) options.onSpoilt();
    },
  });
  const log = {
    append: (event: NostrEvent) => {
      holdBack.hold(event.id);
      commits.add(event);
    },
    // What is ahead of an event of our own is not known before its commit.
    follow: (take: (event: NostrEvent) => void, until?: string) => {
      if (until !== undefined) return;
      for (let event = follower.next(); event; event = follower.next()) take(event);
    },
    onAppend: () => undefined,
    close: () => undefined,
  };
  const incoming = async (next: () => void): Promise<void> => {
    if (!conditions.reads.isDown())
      await within(follower.follow(), FOLLOW_WITHIN_MS, 'postgres').catch(() => undefined);
    try {
      next();
    } catch (error) {
      say('ERROR', 'relay', `a message could not be handled: ${String(error)}`);
    }
  };
  const seams = { ...HEALTHY_SEAMS, ...holdBack.seams };
  const relay = new Relay({
    ...{ secretKey, policy: DEFAULT_POLICY, limits: DEFAULT_LIMITS, log },
    shared: { log, sharing: { fanOut: true, membership: true } },
    seams: { ...seams, incoming: (frame, next) => void incoming(() => next(frame)) },
    say: (line) => say('INFO', 'relay', line),
  });
  relay.replay(events);
  const timer = setInterval(() => void follower.follow(), options.pollEveryMs);
  return { relay, follow: follower.follow, close: () => clearInterval(timer) };
}

async function readAll(table: Table): Promise<{ events: NostrEvent[]; seen: number }> {
  const events: NostrEvent[] = [];
  for (let seen = 0; ;) {
    const page = await table.after(seen, PAGE);
    events.push(...page.map(({ event }) => event));
    seen = page.at(-1)?.seq ?? seen;
    if (page.length < PAGE) return { events, seen };
  }
}

/** Nothing else in memory follows from it: taking it out of the store is enough. */
const isAlone = (event: NostrEvent): boolean =>
  event.kind !== DELETION &&
  !isModeration(event.kind) &&
  !/^(8000|8001|902[12]|2893[46])$/.test(`${event.kind}`) &&
  addressOf(event) === undefined;
