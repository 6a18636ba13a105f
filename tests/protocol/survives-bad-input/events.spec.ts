import {
  aftermath,
  chatMessage,
  expect,
  proves,
  test,
  type Abuse,
  type NostrEvent,
} from '../../../fixtures/protocol-suite.ts';

/** Sends something like an event in place of one, several times. */
const sends =
  (...bend: ((event: NostrEvent) => unknown)[]): Abuse =>
  (wire, event) =>
    bend.forEach((each) => wire.say(['EVENT', each(event)]));

/** Sends the text of an event with something in it replaced, for what JSON.stringify would not write. */
const sendsWith =
  (...replacements: [search: RegExp, replacement: string][]): Abuse =>
  (wire, event) =>
    replacements.forEach(([search, replacement]) => {
      wire.say(`["EVENT",${JSON.stringify(event).replace(search, replacement)}]`);
    });

const FIELDS = ['id', 'pubkey', 'created_at', 'kind', 'tags', 'content', 'sig'] as const;

/** Events that no client sends. Some of them a relay may take. */
const ABUSES: Record<string, Abuse> = {
  'an-event-that-is-no-object': sends(
    () => 5,
    () => 'event',
    () => true,
    () => [],
    (event) => [event],
    (event) => JSON.stringify(event),
  ),
  'an-event-of-null': sends(() => null),
  'no-event-at-all': (wire) => wire.say(['EVENT']),
  'several-events-in-one': (wire, event) => wire.say(['EVENT', event, event, event]),
  'missing-fields': sends(
    () => ({}),
    ...FIELDS.map((field) => (event: NostrEvent) => ({ ...event, [field]: undefined })),
  ),
  'null-in-every-field': sends(...FIELDS.map((field) => (event: NostrEvent) => ({ ...event, [field]: null }))),
  'numbers-in-every-field': sends(...FIELDS.map((field) => (event: NostrEvent) => ({ ...event, [field]: 1.5 }))),
  'objects-in-every-field': sends(...FIELDS.map((field) => (event: NostrEvent) => ({ ...event, [field]: { a: [] } }))),
  'extra-fields': sends((event) => ({ ...event, extra: { deep: [1, null] }, relay: 'here', '': '' })),
  'tags-of-wrong-type': sends(
    ...[['h'], [5], [null], [{}], [['h', null]], [['h', ['deep']]], {}].map((tags) => (event: NostrEvent) => ({
      ...event,
      tags,
    })),
  ),
  'an-id-of-wrong-length': sends(
    (event) => ({ ...event, id: '' }),
    (event) => ({ ...event, id: event.id.slice(1) }),
    (event) => ({ ...event, id: event.id + event.id }),
  ),
  'a-signature-of-wrong-length': sends(
    (event) => ({ ...event, sig: '' }),
    (event) => ({ ...event, sig: event.sig.slice(1) }),
    (event) => ({ ...event, sig: event.sig + event.sig }),
  ),
  'keys-that-are-no-hex': sends(
    (event) => ({ ...event, id: 'z'.repeat(64) }),
    (event) => ({ ...event, pubkey: 'z'.repeat(64) }),
    (event) => ({ ...event, pubkey: 'é'.repeat(32) }),
    (event) => ({ ...event, sig: 'z'.repeat(128) }),
  ),
  'a-public-key-off-the-curve': sends(
    (event) => ({ ...event, pubkey: 'f'.repeat(64) }),
    (event) => ({ ...event, pubkey: '0'.repeat(64) }),
  ),
  'prototype-names-in-an-event': sendsWith(
    [/^{/, '{"__proto__":{"kind":1},"constructor":{"prototype":{}},'],
    [/"tags":\[/, '"tags":[["__proto__","a"],["constructor","prototype"],["toString"],'],
  ),
  'one-key-twice': sendsWith([/"kind":9/, '"kind":9,"kind":1'], [/"content":/, '"content":"another","content":']),
  'odd-numbers': sendsWith(
    ...[
      '1e400',
      '-1',
      '-0',
      '1e+10',
      '9223372036854775807',
      '9223372036854775808',
      '18446744073709551616',
      '1e-7',
    ].flatMap((number): [RegExp, string][] => [
      [/"created_at":\d+/, `"created_at":${number}`],
      [/"kind":9/, `"kind":${number}`],
    ]),
  ),
  'half-a-character': sendsWith(
    [/"content":"/, String.raw`"content":"\ud83d`],
    [/"content":"/, String.raw`"content":"\udc26 \ud83d`],
    [/"content":"/, String.raw`"content":"\uZZZZ`],
  ),
  'thousands-of-tags': sends((event) => ({ ...event, tags: Array.from({ length: 5_000 }, () => ['t', 'a']) })),
};

test.describe('survives bad input: events', () => {
  for (const [name, abuse] of Object.entries(ABUSES))
    test(
      `everybody is served after ${name.replaceAll('-', ' ')}`,
      proves(`survives-bad-input/${name}`),
      async ({ group, member, outsider, welcome }) => {
        const scene = { abuser: member, neighbour: outsider, welcome, template: chatMessage({ group: group.id }) };
        const { listening, message, stored, delivery } = await aftermath(scene, abuse);
        expect(listening).toBeComplete();
        expect(message).toBeAccepted();
        expect(stored).toShow(message.event);
        expect(delivery).toBeDelivered();
      },
    );
});
