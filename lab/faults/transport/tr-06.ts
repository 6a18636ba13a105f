import type { Fault } from '../fault.ts';
import { cutAtAge } from '../parts/transport-ages.ts';

/** As in the field: the first request is served, and the connection is gone two to three seconds after it was opened. */
export default {
  id: 'TR-06',
  title: 'Connections are lost two or three seconds after they were opened',
  class: 'transport',
  severity: 'blocker',
  source: 'traefik/traefik#10601',
  tier: 'fast',
  meant: { nightly: ['nightly/quiet-connections-stay'] },
  outOfSight: 'a visit is over in a second',
  injection: { at: 'wire', wire: () => cutAtAge(2500) },
} satisfies Fault;
