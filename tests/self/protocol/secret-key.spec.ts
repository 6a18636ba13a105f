import { format, inspect } from 'node:util';
import { expect, test } from '@playwright/test';
import { nsecEncode } from 'nostr-tools/nip19';
import { verifyEvent } from 'nostr-tools/pure';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

const key = SecretKey.generate();
const hex = Buffer.from(key.reveal()).toString('hex');
const nsec = nsecEncode(key.reveal());
const mistyped = `${nsec.slice(0, 20)}${nsec[20] === 'q' ? 'p' : 'q'}${nsec.slice(21)}`;
/** nostr-tools marks a verified event with a symbol; only a copy through JSON is looked at afresh. */
const verify = (event: NostrEvent): boolean => verifyEvent(JSON.parse(JSON.stringify(event)) as NostrEvent);

const SPELLINGS = [
  { title: 'hex', text: hex },
  { title: 'upper-case hex', text: hex.toUpperCase() },
  { title: 'nsec', text: nsec },
  { title: 'nsec with spaces around', text: ` ${nsec}\n` },
];

const NO_KEYS = [
  { title: 'a public key', text: key.npub, says: 'is a public key (npub)' },
  { title: 'a mistyped nsec', text: mistyped, says: 'its checksum is wrong' },
  { title: 'a cut nsec', text: nsec.slice(0, -1), says: 'its checksum is wrong' },
  { title: 'hex that is too short', text: hex.slice(1), says: 'is neither an nsec nor 64 hex digits' },
  { title: 'an empty text', text: '', says: 'is neither an nsec nor 64 hex digits' },
];

const PRINTS = [
  { title: 'String()', print: () => String(key) },
  { title: 'a joined list', print: () => ['my', key].join(' ') },
  { title: 'JSON', print: () => JSON.stringify({ key }) },
  { title: 'inspect', print: () => inspect({ key }, { depth: null, showHidden: true }) },
  { title: 'console formatting', print: () => format('%s %o %O %j', key, key, key, key) },
];

test.describe('a secret key', () => {
  for (const { title, text } of SPELLINGS) {
    test(`is read from ${title}`, () => {
      expect(SecretKey.parse(text).pubkey).toBe(key.pubkey);
    });
  }

  for (const { title, text, says } of NO_KEYS) {
    test(`is not read from ${title}, and the text is not repeated`, () => {
      const read = (): SecretKey => SecretKey.parse(text);
      expect(read).toThrow(says);
      expect(read).not.toThrow(text || hex);
    });
  }

  for (const { title, print } of PRINTS) {
    test(`is redacted by ${title}`, () => {
      expect(print()).toContain('[redacted]');
      for (const secret of [hex, nsec, key.reveal().join(','), key.reveal().slice(0, 4).join(', ')])
        expect(print()).not.toContain(secret);
    });
  }

  test('is redacted in the difference that a red assertion prints', () => {
    const told = messageOf(() => expect({ key }).toEqual({ key: 1 }));
    expect(told).toContain('toEqual');
    expect(told).not.toContain(hex);
    expect(told).not.toContain(nsec);
    expect(told.replace(/\D+/g, ',')).not.toContain(key.reveal().slice(0, 4).join(','));
  });

  test('signs events that verify, and changed copies of which do not', () => {
    const event = key.sign({ kind: 9, content: 'hello', tags: [['h', 'group']], createdAt: 1000 });
    expect(event).toMatchObject({ kind: 9, content: 'hello', created_at: 1000, pubkey: key.pubkey });
    expect(verify(event)).toBe(true);
    expect(verifyEvent({ ...event, content: 'hello!' })).toBe(false);
    expect(verify({ ...event, tags: [] })).toBe(false);
  });

  test('gives the public halves, and each new one is another', () => {
    expect(SecretKey.fromBytes(Buffer.from(`${'0'.repeat(63)}3`, 'hex')).pubkey).toBe(
      'f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9',
    );
    expect(key.npub).toMatch(/^npub1[a-z0-9]{58}$/);
    expect(SecretKey.generate().pubkey).not.toBe(key.pubkey);
  });
});

function messageOf(claim: () => void): string {
  try {
    claim();
    return '';
  } catch (error) {
    return inspect(error);
  }
}
