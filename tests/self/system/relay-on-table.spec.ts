import { expect, test } from '@playwright/test';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Listener } from '../../../lab/relay/relay.ts';
import { openRelayOn, type OpenRelay } from '../../../lab/system/relay/on-table.ts';
import { memoryTable, refusals, type MemoryTable } from './memory-table.ts';

const key = SecretKey.generate();
const relayKey = SecretKey.generate().reveal();
const message = (content: string): NostrEvent => key.sign({ kind: 9, content, tags: [['h', 'team']] });
const founding = (): NostrEvent => key.sign({ kind: 9007, tags: [['h', 'team']] });

interface Opened extends OpenRelay {
  /** Contents that somebody who listens was sent. */
  heard: string[];
  /** Frames as the relay lets them out. */
  said: unknown[][];
  spoilt: () => number;
}

/** A relay without sockets, with somebody who listens to the group. */
async function open(table: MemoryTable, commitWithinMs?: number): Promise<Opened> {
  const [heard, said] = [[] as string[], [] as unknown[][]];
  let spoilt = 0;
  const opened = await openRelayOn({
    ...{ table, secretKey: relayKey, say: () => undefined, pollEveryMs: 60_000, commitWithinMs },
    onCommitted: () => undefined,
    onSpoilt: () => (spoilt += 1),
  });
  const listener: Listener = {
    subscriptions: () => [{ id: 'group', filters: [{ kinds: [9] }], authedPubkeys: [] }],
    send: (frame) => void heard.push((frame[2] as NostrEvent).content),
  };
  opened.relay.listeners.add(listener);
  return { ...opened, heard, said, spoilt: () => spoilt };
}

/** Publishes as a socket does: what the relay would answer goes through its seams. */
function send({ relay, said }: Opened, event: NostrEvent): void {
  const { accepted, reason } = relay.publish(event, []);
  relay.seams.outgoing(['OK', event.id, accepted, reason], (frame) => void said.push(frame));
}

const stored = ({ relay }: OpenRelay, event: NostrEvent): boolean =>
  relay.store.matching({ ids: [event.id] }).some((found) => relay.shows(found, [], 'stored'));

test.describe('a relay on a table', () => {
  let table: MemoryTable;
  let relay: Opened;
  let others: OpenRelay[];

  test.beforeEach(async () => {
    table = memoryTable();
    relay = await open(table, 150);
    others = [];
    send(relay, founding());
    await expect.poll(() => relay.said.length).toBe(1);
  });

  test.afterEach(() => {
    for (const { close } of [relay, ...others]) close();
  });

  test('says OK, shows and delivers an event after the commit, and not before', async () => {
    let commit = (): void => undefined;
    table.gate = new Promise((resolve) => (commit = resolve));
    const event = message('hello');
    send(relay, event);
    await expect.poll(() => table.appends.at(-1)?.ids).toEqual([event.id]);
    expect([relay.said.length, relay.heard, stored(relay, event)]).toEqual([1, [], false]);
    commit();
    await expect.poll(() => relay.said.at(-1)).toEqual(['OK', event.id, true, '']);
    expect([relay.heard, stored(relay, event)]).toEqual([['hello'], true]);
  });

  test('refuses an event that is not committed, forgets it, and shows it to nobody', async () => {
    table.failures = refusals(9);
    const event = message('hello');
    send(relay, event);
    await expect.poll(() => relay.said.at(-1)?.slice(1, 3)).toEqual([event.id, false]);
    expect(relay.said.at(-1)?.[3]).toMatch(/^error: the store is away/);
    expect([relay.heard, relay.relay.store.get(event.id), relay.spoilt()]).toEqual([[], undefined, 0]);
  });

  test('says that it is spoilt where a change of a group is not committed', async () => {
    table.failures = refusals(9);
    send(relay, key.sign({ kind: 9002, tags: [['h', 'team'], ['closed']] }));
    await expect.poll(relay.spoilt).toBe(1);
  });

  test('delivers what another instance committed, and its groups', async () => {
    const other = await open(table);
    others.push(other);
    send(relay, message('hello'));
    await expect.poll(() => relay.heard).toEqual(['hello']);
    await other.follow();
    expect(other.heard).toEqual(['hello']);
    send(other, message('answer'));
    await expect.poll(() => other.heard).toEqual(['hello', 'answer']);
    await relay.follow();
    expect(relay.heard).toEqual(['hello', 'answer']);
  });

  test('shows an event after all whose commit had no answer but happened', async () => {
    const event = message('hello');
    table.failures = [{ error: new Error('Connection terminated'), late: true }, ...refusals(9)];
    send(relay, event);
    await expect.poll(() => relay.said.at(-1)?.[2]).toBe(false);
    await relay.follow();
    expect([relay.heard, stored(relay, event)]).toEqual([['hello'], true]);
  });

  test('has everything again after a new start', async () => {
    const event = message('hello');
    send(relay, event);
    await expect.poll(() => relay.heard).toEqual(['hello']);
    const again = await open(table);
    others.push(again);
    expect([stored(again, event), again.relay.groups.get('team')?.id]).toEqual([true, 'team']);
  });
});
