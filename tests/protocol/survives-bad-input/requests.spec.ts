import { aftermath, chatMessage, expect, proves, test, type Abuse } from '../../../fixtures/protocol-suite.ts';

/** Says these messages one after the other. */
const says =
  (...messages: (unknown[] | string)[]): Abuse =>
  (wire) =>
    messages.forEach((message) => wire.say(message));

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

const hex = (index: number): string => index.toString(16).padStart(64, '0');

/** Asks what nobody asks, and gives it up again. */
const asks = (...filters: unknown[]): Abuse => says(['REQ', 'abuse', ...filters], ['CLOSE', 'abuse']);

/** Requests, closings and logins that no client sends. A relay may serve or refuse them. */
const ABUSES: Record<string, Abuse> = {
  'a-request-without-filters': says(['REQ'], ['REQ', 'abuse'], ['CLOSE', 'abuse'], ['COUNT'], ['COUNT', 'abuse']),
  'filters-that-are-no-objects': asks(5, 'all', null, [], [{}], true),
  'a-subscription-id-that-is-no-text': says(['REQ', 5, {}], ['REQ', null, {}], ['REQ', {}, {}], ['REQ', ['a'], {}]),
  'a-thousand-filters': asks(...times(1_000, (index) => ({ kinds: [9], '#t': [`topic ${index}`], limit: 1 }))),
  'five-thousand-ids': asks({ ids: times(5_000, hex) }),
  'very-long-filter-values': asks({ '#t': ['long '.repeat(20_000)] }, { ids: ['a'.repeat(100_000)] }),
  'odd-numbers-in-filters': says(
    ...['-1', '1e400', '9223372036854775808', '1.5', '-0', '1e3'].map(
      (number) => `["REQ","abuse",{"kinds":[${number}],"since":${number},"until":${number},"limit":${number}}]`,
    ),
    ['CLOSE', 'abuse'],
  ),
  'prototype-names-in-requests': says(
    ['REQ', '__proto__', { kinds: [9], '#h': ['nowhere'], limit: 1 }],
    ['REQ', 'constructor', { kinds: [9], '#h': ['__proto__', 'constructor'], limit: 1 }],
    '["REQ","abuse",{"__proto__":["a"],"constructor":["a"],"#h":["nowhere"]}]',
    ...['__proto__', 'constructor', 'abuse', 'toString'].map((id) => ['CLOSE', id]),
  ),
  'a-closing-without-id': says(['CLOSE'], ['CLOSE', null], ['CLOSE', 5], ['CLOSE', {}], ['CLOSE', '']),
  'a-login-of-garbage': says(['AUTH'], ['AUTH', 5], ['AUTH', 'challenge'], ['AUTH', []], ['AUTH', true]),
  'a-flood-of-requests': says(
    ...times(200, (index) => [
      ['REQ', `flood-${index}`, { ids: [hex(index)] }],
      ['CLOSE', `flood-${index}`],
    ]).flat(),
  ),
};

test.describe('survives bad input: requests', () => {
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
