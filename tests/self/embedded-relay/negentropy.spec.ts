import { expect, test } from '@playwright/test';
import { nip77 } from 'nostr-tools';
import type { NostrEvent } from '../../../lab/relay/event/event.ts';
import { castOf } from './cast.ts';
import { Client, Key, withRelay, type Frame } from './client.ts';

/** A client's half of a reconciliation, played by nostr-tools, and what it learned. */
class Sync {
  readonly have: string[] = [];
  readonly need: string[] = [];
  readonly #client: Client;
  readonly #half: nip77.Negentropy;

  constructor(client: Client, known: NostrEvent[]) {
    const set = new nip77.NegentropyStorageVector();
    for (const event of known) set.insert(event.created_at, event.id);
    set.seal();
    this.#client = client;
    this.#half = new nip77.Negentropy(set);
  }

  /** Opens it, goes on until both sides agree, and gives nothing, or the reason of the NEG-ERR. */
  async run(id: string, filter: object): Promise<string | undefined> {
    let answer = await ask(this.#client, 'NEG-OPEN', id, filter, this.#half.initiate());
    while (answer[0] === 'NEG-MSG') {
      const next = this.#half.reconcile(
        String(answer[2]),
        (have) => this.have.push(have),
        (need) => this.need.push(need),
      );
      if (next === null) return undefined;
      answer = await ask(this.#client, 'NEG-MSG', id, next);
    }
    return String(answer[2]);
  }
}

async function ask(client: Client, ...frame: Frame): Promise<Frame> {
  const start = client.frames.length;
  client.send(...frame);
  return client.next(([verb, id]) => ['NEG-MSG', 'NEG-ERR'].includes(String(verb)) && id === frame[1], start);
}

const OPENING = '6100000200';
const idsOf = (events: NostrEvent[]): string[] => events.map((event) => event.id).sort();

test.describe('negentropy', () => {
  test('both sides learn what the other one lacks', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const [both, theirs, ours] = [new Key().sign(1), new Key().sign(1), new Key().sign(1)];
      for (const event of [both, theirs, new Key().sign(7)]) await client.publish(event);
      const sync = new Sync(client, [both, ours]);
      expect(await sync.run('sync', { kinds: [1] })).toBeUndefined();
      expect(sync).toMatchObject({ have: [ours.id], need: [theirs.id] });
    }));

  for (const [known, size] of [
    [0, 5000],
    [190, 200],
    [200, 200],
  ] as const)
    // prettier-ignore
    test(`a client with ${known} of ${size} events learns of the others`, () =>
      withRelay(
        async ({ url }) => {
          const client = await Client.connect(url);
          const sync = new Sync(client, EVENTS.slice(size - known, size));
          expect(await sync.run('sync', { kinds: [1], limit: size })).toBeUndefined();
          expect(sync.have).toEqual([]);
          expect(sync.need.sort()).toEqual(idsOf(EVENTS.slice(0, size - known)));
        },
        { seams: { replay: () => EVENTS.slice(0, size) } },
      ));

  test('only events that these people may see are in the set', () =>
    withRelay(async (relay) => {
      const { member, memberKey, stranger, chat } = await castOf(relay, 'private', 'closed');
      const message = chat(memberKey);
      await member.publish(message);
      const [shown, hidden] = [new Sync(member, []), new Sync(stranger, [])];
      expect(await shown.run('sync', { kinds: [9] })).toBeUndefined();
      expect(await hidden.run('sync', { kinds: [9] })).toBeUndefined();
      expect([shown.need, hidden.need]).toEqual([[message.id], []]);
    }));

  test('a fault that forgets the members here only leaks ids here only', () =>
    withRelay(
      async (relay) => {
        const { member, memberKey, stranger, chat } = await castOf(relay, 'private', 'closed');
        const message = chat(memberKey);
        await member.publish(message);
        const sync = new Sync(stranger, []);
        await sync.run('sync', { kinds: [9] });
        expect(sync.need).toEqual([message.id]);
        expect(await stranger.ask({ kinds: [9] })).toEqual([]);
      },
      { seams: { visible: (healthy, { shownBy }) => healthy || shownBy === 'negentropy' } },
    ));

  test('NEG-OPEN is gated like REQ', () =>
    withRelay(async (relay) => {
      const { id, stranger, strangerKey } = await castOf(relay, 'private', 'closed');
      const open = () => ask(stranger, 'NEG-OPEN', 'sync', { '#h': [id] }, OPENING);
      expect(await open()).toEqual(['NEG-ERR', 'sync', 'auth-required: the group is private']);
      await stranger.login(strangerKey);
      expect(await open()).toEqual(['NEG-ERR', 'sync', expect.stringMatching(/^restricted: /)]);
    }));

  test('an id is open until NEG-CLOSE, and has nothing to do with a subscription of that name', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      await client.subscribe('same', { kinds: [1] });
      const closed = ['NEG-ERR', 'same', expect.stringMatching(/^closed: /)];
      expect(await ask(client, 'NEG-MSG', 'same', OPENING)).toEqual(closed);
      for (const kind of [1, 7])
        expect(await ask(client, 'NEG-OPEN', 'same', { kinds: [kind] }, OPENING)).toEqual(['NEG-MSG', 'same', OPENING]);
      expect(await ask(client, 'NEG-MSG', 'same', OPENING)).toEqual(['NEG-MSG', 'same', OPENING]);
      client.send('NEG-CLOSE', 'same');
      expect(await ask(client, 'NEG-MSG', 'same', OPENING)).toEqual(closed);
      const event = new Key().sign(1);
      await client.publish(event);
      expect(client.idsOf('same')).toEqual([event.id]);
    }));

  test('a broken message or filter ends in NEG-ERR, and an unknown version in the one that is known', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const invalid = ['NEG-ERR', 'sync', expect.stringMatching(/^invalid: /)];
      for (const message of ['', '6', 'duck', 7, '00', '6100', '61000002ff', '6100000300', undefined])
        expect(await ask(client, 'NEG-OPEN', 'sync', {}, message)).toEqual(invalid);
      expect(await ask(client, 'NEG-OPEN', 'sync', { kinds: ['1'] }, OPENING)).toEqual(invalid);
      expect(await ask(client, 'NEG-OPEN', 'sync', {}, '62')).toEqual(['NEG-MSG', 'sync', '61']);
    }));
});

/** Not signed: a relay takes them from its log only. */
const EVENTS: NostrEvent[] = Array.from({ length: 5000 }, (_, index) => ({
  id: (index * 7919 + 1).toString(16).padStart(8, '0').repeat(8),
  pubkey: '0'.repeat(64),
  created_at: 1_700_000_000 - (index >> 2),
  kind: 1,
  tags: [],
  content: '',
  sig: '0'.repeat(128),
}));
