import { tagValues } from '../../../fixtures/protocol/event.ts';
import { isDirectMessage } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

/** A loop over the recipients keeps the last one only. */
export default {
  id: 'PRIV-12',
  title: 'Of several recipients of a direct message only the last may read it',
  class: 'privacy',
  severity: 'major',
  source: 'hoytech/strfry@5531b59',
  tier: 'fast',
  meant: {
    'pr-staging': ['privacy/direct-message-reaches-every-recipient', 'privacy/gift-wrap-reaches-every-recipient'],
  },
  outOfSight: 'the canary writes no direct messages',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        visible: (healthy, { event, authedPubkeys }) => {
          if (!isDirectMessage(event.kind)) return healthy;
          const recipient = tagValues(event, 'p').at(-1);
          return healthy && authedPubkeys.some((key) => key === event.pubkey || key === recipient);
        },
      },
    }),
  },
} satisfies Fault;
