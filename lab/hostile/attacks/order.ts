import { onFrames, subjectOf, type Blow } from '../attack.ts';
import { openSubscription } from './json.ts';

/** Says what the relay was about to say, if it was about to say anything. */
const sayOn = ({ line, answer }: Blow): void => {
  if (answer.length > 0) line.tell(answer);
};

const someEvent = ({ line, lines }: Blow): unknown =>
  [line, ...lines]
    .flatMap(({ log }) => log)
    .findLast(({ message: [verb, event] }) => verb === 'EVENT' && typeof event === 'object')?.message[1] ?? {
    ...{ id: 'c'.repeat(64), pubkey: 'a'.repeat(64), sig: 'b'.repeat(128) },
    ...{ kind: 9, created_at: 1, tags: [], content: '' },
  };

/** Right frames at the wrong time. */
export const order = onFrames('order', {
  'eose-first': (blow) => {
    blow.line.tell(['EOSE', openSubscription(blow)]);
    sayOn(blow);
  },
  'ok-first': (blow) => {
    blow.line.tell(['OK', 'f'.repeat(64), true, '']);
    sayOn(blow);
  },
  'event-after-closed': (blow) => {
    const id = openSubscription(blow);
    blow.line.tell(['CLOSED', id, 'error: hostile']);
    blow.line.tell(['EVENT', id, someEvent(blow)]);
    sayOn(blow);
  },
  'answers-to-nobody': (blow) => {
    for (const verb of ['EOSE', 'CLOSED']) blow.line.tell([verb, 'nobody', '']);
    blow.line.tell(['COUNT', 'nobody', { count: 1 }]);
    blow.line.tell(['EVENT', 'nobody', someEvent(blow)]);
    sayOn(blow);
  },
  twice: (blow) => {
    sayOn(blow);
    sayOn(blow);
  },
  'one-answer-late': (blow) => {
    setTimeout(() => sayOn(blow), blow.strength * 100);
  },
  'new-challenge': (blow) => {
    blow.line.tell(['AUTH', `hostile-${Math.floor(blow.random() * 1e9)}`]);
    sayOn(blow);
  },
  'many-challenges': (blow) => {
    for (let count = 0; count < blow.strength * 50; count += 1) blow.line.tell(['AUTH', `hostile-${count}`]);
    sayOn(blow);
  },
  'both-answers': (blow) => {
    const id = subjectOf(blow.answer.length > 0 ? blow.answer : blow.said);
    for (const accepted of [false, true]) blow.line.tell(['OK', id, accepted, 'hostile: both']);
  },
});
