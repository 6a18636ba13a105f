import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { RelayChange } from '../fault.ts';

const MEMBER_LISTS = [39002, 13534];
const COLD_MS = 60_000;

/** What a crash takes that comes before the queue of writes is empty: all that came after the last change of a group. */
const withoutTail = (events: NostrEvent[]): NostrEvent[] =>
  events.slice(0, events.findLastIndex(({ kind }) => kind >= 9000) + 1);

/** What may be different about a relay after a restart. */
export const CHANGES = {
  none: () => ({}),
  'lost-tail': () => ({ seams: { replay: withoutTail } }),
  'no-member-lists': () => ({
    seams: { replay: (events) => events.filter(({ kind }) => !MEMBER_LISTS.includes(kind)) },
  }),
  'cold-members': () => {
    const warmAt = performance.now() + COLD_MS;
    return {
      seams: {
        writeDecision: (healthy) =>
          performance.now() < warmAt && healthy.reason.includes('not a member')
            ? { accepted: true, reason: '' }
            : healthy,
      },
    };
  },
} satisfies Record<string, () => RelayChange>;

export type ChangeName = keyof typeof CHANGES;
