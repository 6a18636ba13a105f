import { frame } from '../bytes.ts';
import { onFrames, pick, subjectOf, type Blow } from '../attack.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const SHAPED = { pubkey: 'a'.repeat(64), sig: 'b'.repeat(128), id: 'c'.repeat(64), content: '', tags: [] as unknown[] };

/** The first subscription that the visitor has opened on this line, for what would not be looked at otherwise. */
export function openSubscription({ line, said }: Pick<Blow, 'line' | 'said'>): string {
  if (said[0] === 'REQ') return subjectOf(said);
  const last = line.log.findLast(({ who, message }) => who === 'visitor' && message[0] === 'REQ');
  return last ? subjectOf(last.message) : 'none';
}

const text = (of: (blow: Blow) => string) => (blow: Blow) => blow.line.write(frame(of(blow)));

const WRONG_TYPES = (id: string): unknown[] => [
  ['OK', { toString: id }, 'true'],
  ['OK', id, 1, ''],
  ['OK', id, null],
  ['OK', [id], true],
  ['EOSE', null],
  ['EOSE', { id }],
  ['EVENT', id, null],
  ['EVENT', id, []],
  ['EVENT', id, 'event'],
  ['EVENT', null, { ...SHAPED, kind: 9, created_at: 1 }],
  ['EVENT', id, { ...SHAPED, kind: '9', created_at: 1 }],
  ['EVENT', id, { ...SHAPED, kind: 9, created_at: 1, tags: [null] }],
  ['EVENT', id, { ...SHAPED, kind: 9, created_at: 1, tags: [['h', null]] }],
  ['EVENT', id, { ...SHAPED, kind: 9, created_at: 1, tags: { length: 3 } }],
  ['CLOSED', 7, 'x'],
  ['CLOSED', id, { length: 5 }],
  ['NOTICE', { a: 1 }],
  ['AUTH', 17],
  ['AUTH', null],
  ['COUNT', id, { count: 'many' }],
  ['COUNT', id, { count: -1, approximate: 'yes' }],
  ['COUNT', id, null],
];

/** Texts that are no JSON, or JSON that nobody reckons with. None of them is an answer to anything. */
export const json = onFrames('json', {
  broken: text(({ answer, random }) => {
    const whole = answer.length > 0 ? JSON.stringify(answer) : '["NOTICE","x"]';
    return whole.slice(0, Math.floor(random() * whole.length));
  }),
  'deep-nesting': text(({ strength }) => nested(strength * 200_000)),
  'deep-nesting-in-an-event': text(
    (blow) => `["EVENT","${openSubscription(blow)}",{"kind":9,"tags":[${nested(blow.strength * 50_000)}]}]`,
  ),
  'deep-nesting-beside-an-event': text(
    (blow) =>
      `["EVENT","${openSubscription(blow)}",${JSON.stringify({ ...SHAPED, kind: 9, created_at: 1 }).replace('{', `{"more":${nested(blow.strength * 20_000)},`)}]`,
  ),
  'huge-numbers': text(
    (blow) =>
      `["EVENT","${openSubscription(blow)}",{"kind":1e999,"created_at":${'9'.repeat(blow.strength * 100_000)}}]`,
  ),
  'duplicate-keys': text(
    (blow) =>
      `["EVENT","${openSubscription(blow)}",${JSON.stringify(SHAPED).replace('{', `{"id":"x","id":[],"kind":1,"kind":9,"created_at":1,"created_at":2,`)}]`,
  ),
  'prototype-pollution': text((blow) =>
    pick(
      [
        `["EVENT","${openSubscription(blow)}",{"__proto__":{"id":"x","kind":9},"constructor":{"prototype":{"polluted":1}}}]`,
        '["__proto__","constructor",{"__proto__":{"polluted":true}}]',
        '["OK","__proto__",true,""]',
        '["EOSE","__proto__"]',
        '["CLOSED","constructor","toString"]',
        '["AUTH","__proto__"]',
      ],
      blow.random,
    ),
  ),
  'wrong-types': text((blow) =>
    JSON.stringify(pick(WRONG_TYPES(subjectOf(blow.said) || openSubscription(blow)), blow.random)),
  ),
  'wrong-arity': text(({ said, random }) =>
    JSON.stringify(
      pick(
        [
          ['OK'],
          ['OK', subjectOf(said)],
          ['EVENT'],
          ['EOSE'],
          ['CLOSED'],
          ['NOTICE'],
          ['AUTH'],
          ['COUNT'],
        ] as unknown[],
        random,
      ),
    ),
  ),
  'no-array': text(({ random }) =>
    pick(['null', 'true', '0', '"OK"', '{}', '{"0":"OK","length":4}', '[]', '[[]]', '[null]', ' ', ''], random),
  ),
  'sparse-monsters': text(({ strength }) => `[${'null,'.repeat(strength * 100_000)}null]`),
  'unknown-verb': text(({ strength, random }) =>
    JSON.stringify([pick(['X', 'ok', 'Event', '__proto__', 'toString', 'V'.repeat(strength * 100_000)], random), 1]),
  ),
  'trailing-garbage': text(({ answer }) => `${JSON.stringify(answer.length > 0 ? answer : ['NOTICE', 'x'])}]`),
  'byte-order-mark': text(({ answer }) => `\ufeff${JSON.stringify(answer.length > 0 ? answer : ['NOTICE', 'x'])}`),
  'odd-event': (blow) => {
    const odd = {
      ...SHAPED,
      kind: pick([9, 39000, 39001, 39002, -1, 1e300], blow.random),
      created_at: pick([-1e15, 0, 1e300, 9_007_199_254_740_991], blow.random),
      tags: pick(
        [
          [[]],
          [['d']],
          [['h'], []],
          [
            ['d', 'canary'],
            ['', ''],
          ],
          [['p', '']],
        ],
        blow.random,
      ),
      content: pick(['', '\u0000', '\u001b[2J\u001b]0;hostile\u0007', '<script>'], blow.random),
    };
    blow.line.tell(['EVENT', openSubscription(blow), odd]);
  },
});
