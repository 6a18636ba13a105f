import type { Fault } from '../fault.ts';
import { cutAtAge } from '../parts/transport-ages.ts';

/** 30 seconds in the field; two here, as long as people write in a nightly run in a hurry. */
export default {
  id: 'TR-05',
  title: 'The timeout of an HTTP request is applied to WebSockets: each is cut at the same age',
  class: 'transport',
  severity: 'blocker',
  source: 'verse-pbc/groups_relay@915049d',
  tier: 'fast',
  meant: { nightly: ['nightly/soak-loses-nothing', 'nightly/quiet-connections-stay'] },
  outOfSight: 'needs half a minute',
  injection: { at: 'wire', wire: () => cutAtAge(2000) },
} satisfies Fault;
