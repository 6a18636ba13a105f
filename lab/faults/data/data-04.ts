import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { addressOf } from '../../relay/event/kinds.ts';
import type { Fault, RelayChange } from '../fault.ts';

const names = (deletion: NostrEvent, event: NostrEvent): boolean =>
  event.kind !== 5 &&
  (tagValues(deletion, 'e').includes(event.id) || tagValues(deletion, 'a').includes(addressOf(event) ?? 'none'));

function obeyingAnybody(): RelayChange {
  const deletions: NostrEvent[] = [];
  return {
    seams: {
      store: (event, next) => {
        if (event.kind === 5) deletions.push(event);
        next(event);
      },
      visible: (healthy, { event }) => healthy && !deletions.some((deletion) => names(deletion, event)),
    },
  };
}

export default {
  id: 'DATA-04',
  title: "A deletion removes others' events as well as its author's",
  class: 'data',
  severity: 'blocker',
  source: 'CodyTseng/nostr-relay-nestjs@3234916',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/anothers-message-stays'],
    'pr-staging': [
      'nip-09/member-deletes-no-others-message',
      'nip-09/only-own-of-several-is-deleted',
      'nip-09/anothers-address-stays',
    ],
  },
  injection: { at: 'relay', relay: obeyingAnybody },
} satisfies Fault;
