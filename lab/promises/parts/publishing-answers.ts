import { getEventHash } from 'nostr-tools/pure';
import { isEventShaped, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';
import { answers, believing, deafTo, isContent } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { losingNextMessage } from './lost-message.ts';

const ids = (...names: string[]): string[] => names.map((name) => `nip-01/${name}`);

/** Changes each event before it is read, or sends several in its place. */
const mending = (mend: (event: NostrEvent) => NostrEvent[]): Partial<Seams> => ({
  incoming: (frame, next) => {
    const event = frame[1] as NostrEvent;
    if (frame[0] === 'EVENT' && isContent(event)) for (const each of mend(event)) next(['EVENT', each]);
    else next(frame);
  },
});

/** Whether an event has the shape of one, and another id than its hash. */
const isRenamed = (event: NostrEvent): boolean =>
  isEventShaped(event) &&
  /^[0-9a-f]{64} [0-9a-f]{64}$/.test(`${event.id} ${event.pubkey}`) &&
  getEventHash(event) !== event.id;

const bentRight = (event: NostrEvent): NostrEvent => ({
  ...event,
  id: event.id.toLowerCase(),
  pubkey: event.pubkey.toLowerCase(),
  created_at: Math.floor(parseFloat(String(event.created_at))),
  tags: event.tags.map((tag) => tag.map(String)),
});

const twice =
  (accepted: boolean): Parameters<typeof answers>[1] =>
  (frame, send) => {
    send(frame);
    if (frame[2] === accepted) send(frame);
  };

/** Refuses a message where so many of its author came before. */
function refusingFrom(most: number): Partial<Seams> {
  const written = new Map<string, number>();
  return {
    writeDecision: (healthy, { event }) => {
      if (event.kind !== 9) return healthy;
      const count = (written.get(event.pubkey) ?? 0) + 1;
      written.set(event.pubkey, count);
      return count > most ? { accepted: false, reason: 'error: pool timed out' } : healthy;
    },
  };
}

/** Refuses the message after one with this content. */
function draggingAlong(content: string): Partial<Seams> {
  let isDown = false;
  return {
    incoming: (frame, next) => {
      isDown ||= frame[0] === 'EVENT' && (frame[1] as NostrEvent).content === content;
      next(frame);
    },
    writeDecision: (healthy) => {
      const decision = isDown ? { accepted: false, reason: 'error: transaction aborted' } : healthy;
      isDown = false;
      return decision;
    },
  };
}

/** Events that are answered otherwise than promised, or taken where they are none. */
export const MISJUDGED: BrokenPromise[] = [
  {
    broken: 'the words of an OK true are left out',
    relay: () => ({ seams: answers('OK', (frame, send) => send(frame[2] === true ? frame.slice(0, 3) : frame)) }),
    red: ids('ok-has-four-elements'),
  },
  {
    broken: 'every OK true is said twice',
    relay: () => ({ seams: answers('OK', twice(true)) }),
    red: ids('ok-has-four-elements', 'ok-names-its-event'),
  },
  {
    broken: 'every OK false is said twice',
    relay: () => ({ seams: answers('OK', twice(false)) }),
    red: ids('refusal-is-said-once'),
  },
  {
    broken: 'a stranger is refused without prefix',
    relay: () => ({
      seams: answers('OK', ([verb, id, accepted, words], send) =>
        send([verb, id, accepted, String(words).startsWith('auth-required') ? 'who are you?' : words]),
      ),
    }),
    red: ids('refusal-has-a-prefix'),
  },
  {
    broken: 'every event is answered as if it were taken',
    relay: () => ({ seams: believing() }),
    red: ids(
      'bad-id-is-refused',
      'bad-signature-is-refused',
      'kind-above-65535-is-refused',
      'kind-below-0-is-refused',
      'pubkey-that-is-no-hex-is-refused',
    ),
    beside: ids(
      'refusal-is-said-once',
      'refusal-has-a-prefix',
      'refused-is-not-stored',
      'refused-is-not-delivered',
      'refusal-harms-no-neighbour',
      'created-at-as-text-is-refused',
      'created-at-as-fraction-is-refused',
      'uppercase-pubkey-is-refused',
      'numbers-in-tags-is-refused',
      'malformed-event-is-answered',
      'far-future-is-refused',
      'dated-a-year-ahead-is-kept',
      'dated-beyond-signed-32-bits-is-kept',
      'dated-beyond-unsigned-32-bits-is-kept',
    ),
  },
  {
    broken: 'bent fields are bent right',
    relay: () => ({ seams: mending((event) => [bentRight(event)]) }),
    red: ids(
      'created-at-as-text-is-refused',
      'created-at-as-fraction-is-refused',
      'uppercase-pubkey-is-refused',
      'uppercase-id-is-refused',
      'numbers-in-tags-is-refused',
    ),
  },
  {
    broken: 'an event with another id is refused, and taken under its own',
    relay: () => ({
      seams: mending((event) => (isRenamed(event) ? [{ ...event, id: getEventHash(event) }, event] : [event])),
    }),
    red: ids('refused-is-not-stored', 'refused-is-not-delivered'),
  },
  {
    broken: 'an event of the wrong shape is not answered',
    relay: () => ({
      seams: deafTo(([verb, event]) => verb === 'EVENT' && typeof (event as NostrEvent).created_at !== 'number'),
    }),
    red: ids('malformed-event-is-answered'),
  },
  {
    broken: 'there is no NOTICE',
    relay: () => ({ seams: answers('NOTICE', () => undefined) }),
    red: ids('malformed-json-gets-a-notice', 'unknown-verb-gets-a-notice'),
  },
  {
    broken: 'after malformed JSON the next event is not heard',
    relay: () =>
      losingNextMessage({ by: ([verb, words]) => verb === 'NOTICE' && String(words).includes('JSON array') }),
    red: ids('raw-control-characters'),
  },
  {
    broken: 'a duplicate is called an error',
    relay: () => ({
      seams: answers('OK', ([verb, id, accepted, words], send) =>
        send([verb, id, ...(String(words).startsWith('duplicate') ? [false, 'error: exists'] : [accepted, words])]),
      ),
    }),
    red: ids('duplicate-is-answered'),
  },
  {
    broken: 'a duplicate is delivered again',
    relay: () => ({
      seams: { writeDecision: (healthy) => (healthy.accepted ? { accepted: true, reason: '' } : healthy) },
    }),
    red: ids('duplicate-is-not-delivered-again'),
  },
  {
    broken: 'a bad event takes its neighbour along',
    relay: () => ({ seams: draggingAlong('forged') }),
    red: ids('refusal-harms-no-neighbour'),
  },
  {
    broken: 'the twelfth message of a person fails',
    relay: () => ({ seams: refusingFrom(11) }),
    red: ids('writes-in-parallel', 'long-lived-publisher'),
    beside: ids('refusal-harms-no-neighbour'),
  },
  {
    broken: 'more is advertised than is taken',
    relay: () => ({ limits: { maxContentLength: 50_000 }, seams: advertising({ max_content_length: 60_000 }) }),
    red: ids('longest-message-is-kept'),
  },
  {
    broken: 'less is advertised than is taken',
    relay: () => ({ seams: advertising({ max_message_length: 20_000 }) }),
    red: ids('oversized-message-is-turned-down'),
  },
  {
    broken: 'any path is an endpoint',
    relay: () => ({ seams: { upgrade: () => 'accept' } }),
    red: ids('one-endpoint'),
  },
];

/** Tells other limits than those that hold (NIP-11). */
function advertising(limits: Record<string, number>): Partial<Seams> {
  return {
    relayInformation: (healthy) => ({ ...healthy, limitation: { ...(healthy['limitation'] as object), ...limits } }),
  };
}
