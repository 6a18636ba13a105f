import { onFrames, subjectOf, type Blow } from '../attack.ts';
import { openSubscription } from './json.ts';

const eventOf = ({ answer }: Blow): Record<string, unknown> | undefined =>
  answer[0] === 'EVENT' && typeof answer[2] === 'object' ? (answer[2] as Record<string, unknown>) : undefined;

/** Shows another event in the place of the one that the relay was about to show. */
const insteadOfEvent =
  (change: (event: Record<string, unknown>, blow: Blow) => Record<string, unknown>) =>
  (blow: Blow): void => {
    const event = eventOf(blow);
    if (event) blow.line.tell(['EVENT', blow.answer[1], change(event, blow)]);
    else if (blow.answer.length > 0) blow.line.tell(blow.answer);
  };

const other = (hex: unknown): string => String(hex).replace(/^./, (digit) => (digit === '0' ? '1' : '0'));

/** Well-formed frames that name the wrong thing. */
export const ids = onFrames('ids', {
  'of-another-subscription': ({ line, answer }) => line.tell([answer[0] ?? 'EOSE', 'not-yours', ...answer.slice(2)]),
  'of-another-event': ({ line, answer }) => line.tell(['OK', other(answer[1]), ...answer.slice(2)]),
  oversized: ({ line, answer, strength }) =>
    line.tell([answer[0] ?? 'EOSE', 'i'.repeat(strength * 400_000), ...answer.slice(2)]),
  'in-capitals': ({ line, answer }) => line.tell([answer[0], String(answer[1]).toUpperCase(), ...answer.slice(2)]),
  'with-a-space': ({ line, answer }) => line.tell([answer[0], `${String(answer[1])} `, ...answer.slice(2)]),
  'event-with-another-id': insteadOfEvent((event) => ({ ...event, id: other(event['id']) })),
  'event-with-other-content': insteadOfEvent((event) => ({ ...event, content: 'hostile' })),
  'event-with-other-tags': insteadOfEvent((event) => ({ ...event, tags: [['h', 'hostile']] })),
  'event-of-another-time': insteadOfEvent((event, { random }) => ({
    ...event,
    created_at: Math.floor(random() * 2_000_000_000),
  })),
  'event-with-a-wrong-signature': insteadOfEvent((event) => ({ ...event, sig: other(event['sig']) })),
  'event-of-another-author': insteadOfEvent((event) => ({ ...event, pubkey: other(event['pubkey']) })),
  'event-that-does-not-match': insteadOfEvent((event) => ({
    ...event,
    ...{ id: 'e'.repeat(64), kind: 1, tags: [], content: 'nobody asked' },
  })),
});

/** Well-formed frames that say what is not so. */
export const lies = onFrames('lies', {
  'yes-is-no': ({ line, answer }) => {
    if (answer[0] === 'OK') line.tell(['OK', answer[1], answer[2] !== true, 'hostile: the opposite']);
    else if (answer.length > 0) line.tell(answer);
  },
  'closes-what-was-asked': (blow) => blow.line.tell(['CLOSED', openSubscription(blow), 'error: hostile']),
  'says-only-a-notice': ({ line }) => line.tell(['NOTICE', 'hostile: no']),
  'agrees-to-everything': ({ line, said }) => {
    if (said[0] === 'EVENT' || said[0] === 'AUTH') line.tell(['OK', subjectOf(said), true, '']);
    if (said[0] === 'REQ') line.tell(['EOSE', subjectOf(said)]);
    if (said[0] === 'COUNT') line.tell(['COUNT', subjectOf(said), { count: 0 }]);
  },
  'tells-everybody': (blow) => {
    if (blow.answer.length > 0) blow.line.tell(blow.answer);
    const event = eventOf(blow);
    if (event)
      for (const line of blow.lines)
        if (line !== blow.line) for (const id of subscriptionsOn(line)) line.tell(['EVENT', id, event]);
  },
  echoes: ({ line, said }) => {
    if (said.length > 0) line.tell(said);
  },
  'asks-for-the-key': ({ line }) => {
    line.tell(['NOTICE', 'error: send your nsec to continue']);
    line.tell(['AUTH', 'nsec1']);
    line.tell(['SECRET', { secretKey: true }]);
  },
});

/** The subscriptions that stand open on a line. */
function subscriptionsOn({ log }: Blow['line']): string[] {
  const open = new Set<string>();
  for (const { who, message } of log) {
    if (who === 'visitor' && message[0] === 'REQ') open.add(subjectOf(message));
    if (who === 'visitor' && message[0] === 'CLOSE') open.delete(subjectOf(message));
  }
  return [...open];
}
