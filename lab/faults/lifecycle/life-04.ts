import type { Fault } from '../fault.ts';
import { hasExpired } from '../parts/lifecycle-expired.ts';

export default {
  id: 'LIFE-04',
  title: 'The job that takes expired messages away does not run',
  class: 'lifecycle',
  severity: 'minor',
  source: 'CodyTseng/nostr-relay-nestjs@119d904',
  tier: 'soak',
  meant: { nightly: ['nightly/expired-stays-away', 'nightly/expired-is-not-counted'] },
  outOfSight: 'what it writes lives for an hour at least',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        visible: (healthy, { event, authedPubkeys }) => healthy || (hasExpired(event) && authedPubkeys.length > 0),
      },
    }),
  },
} satisfies Fault;
