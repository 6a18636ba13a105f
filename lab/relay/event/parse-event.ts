import { getEventHash } from 'nostr-tools/pure';
import { signing } from '../../../fixtures/protocol/signing.ts';
import type { Seams } from '../seams.ts';
import type { NostrEvent } from './event.ts';

/** What came of reading an event: the event, or what is wrong with it. `id` is there if it is a well-shaped one. */
export type ParsedEvent = { event: NostrEvent } | { problem: string; id: string | undefined };

const isHex = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isTags = (value: unknown): value is string[][] =>
  Array.isArray(value) &&
  value.every((tag) => Array.isArray(tag) && tag.every((element) => typeof element === 'string'));

/** Reads the shape and recomputes the id (NIP-01, "Events and signatures"); fields that NIP-01 does not know are dropped. */
export function parseEvent(value: unknown): ParsedEvent {
  if (typeof value !== 'object' || value === null) return { problem: 'an event is an object', id: undefined };
  const { id, pubkey, created_at, kind, tags, content, sig } = value as Record<keyof NostrEvent, unknown>;
  if (!isHex(id, 64)) return { problem: 'id is not 64 lowercase hex characters', id: undefined };
  if (!isHex(pubkey, 64)) return { problem: 'pubkey is not 64 lowercase hex characters', id };
  if (!isCount(created_at)) return { problem: 'created_at is not a whole number of seconds', id };
  if (!isCount(kind) || kind > 65535) return { problem: 'kind is not a whole number from 0 to 65535', id };
  if (!isTags(tags)) return { problem: 'tags is not an array of arrays of strings', id };
  if (typeof content !== 'string') return { problem: 'content is not a string', id };
  if (!isHex(sig, 128)) return { problem: 'sig is not 128 lowercase hex characters', id };
  const event = { id, pubkey, created_at, kind, tags, content, sig };
  if (getEventHash(event) !== id) return { problem: 'id is not the hash of this event', id };
  return { event };
}

/** As `parseEvent`, and the signature is checked too. The copy keeps the library's mark of a verified event off ours. */
export function parseSignedEvent(value: unknown, { isSigned }: Pick<Seams, 'isSigned'>): ParsedEvent {
  const parsed = parseEvent(value);
  if ('problem' in parsed) return parsed;
  if (isSigned(signing().verifyEvent({ ...parsed.event }), parsed.event)) return parsed;
  return { problem: 'signature does not belong to this event and pubkey', id: parsed.event.id };
}
