import { tagValues } from '../../../fixtures/protocol/event.ts';
import { hasTag } from '../../relay/event/event.ts';
import type { Fault, RelayChange } from '../fault.ts';
import { crashing } from '../parts/membership-crash.ts';

/** The references are looked up among the last fifty messages since the start. */
const SLOTS = 50;

function emptySlots(): RelayChange {
  const { socket, crash } = crashing();
  const written = new Map<string, number>();
  return {
    seams: {
      socket,
      store: (event, next) => {
        for (const group of tagValues(event, 'h')) written.set(group, (written.get(group) ?? 0) + 1);
        next(event);
      },
      writeDecision: (healthy, { event }) => {
        const [group = ''] = tagValues(event, 'h');
        if (!hasTag(event, 'previous') || (written.get(group) ?? 0) >= SLOTS) return healthy;
        crash();
        return { accepted: false, reason: 'error: slice bounds out of range' };
      },
    },
  };
}

export default {
  id: 'MEM-21',
  title: 'A reference to an earlier message crashes the relay while few messages were written since its start',
  class: 'membership',
  severity: 'major',
  source: 'fiatjaf/relay29@fcfa0d1',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/known-previous-is-taken', 'nip-29/empty-previous-is-harmless'] },
  injection: { at: 'relay', relay: emptySlots },
} satisfies Fault;
