import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';

/** The first restart reconciles and notes that it did; the second one believes the note, and its memory is empty. */
export default {
  id: 'MEM-05',
  title: 'The second restart leaves the member lists whole, and nobody on them may write',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'block/buzz#5433',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-29/member-message-is-accepted'] },
  injection: {
    at: 'infrastructure',
    broken: async (relay) => {
      let isReconciled = false;
      const replayMembership = (events: NostrEvent[]): NostrEvent[] => {
        const members = isReconciled ? [] : events;
        isReconciled = true;
        return members;
      };
      await relay.restart({ seams: { replayMembership } });
      await relay.restart({ seams: { replayMembership } });
      return {};
    },
  },
} satisfies Fault;
