import type { Fault } from '../fault.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';

/** A minute in the field; two seconds here, for the three that a nightly run in a hurry is quiet. */
export default {
  id: 'TR-04',
  title: 'The balancer ends connections that were quiet for a minute',
  class: 'transport',
  severity: 'major',
  source: 'nbd-wtf/go-nostr#47',
  tier: 'soak',
  meant: { nightly: ['nightly/quiet-connections-stay'] },
  outOfSight: 'needs a minute of silence',
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: ({ url }) => startHaproxy({ relays: [url], backend: ['timeout tunnel 2s'] }),
  },
} satisfies Fault;
