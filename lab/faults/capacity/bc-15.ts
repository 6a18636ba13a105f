import type { Fault } from '../fault.ts';
import { sharedChannel } from '../parts/capacity-channel.ts';

export default {
  id: 'BC-15',
  title: 'One client that does not read keeps live events from all others',
  class: 'capacity',
  severity: 'major',
  source: 'hoytech/strfry#213',
  tier: 'staging',
  meant: { nightly: ['nightly/slow-reader-harms-nobody'] },
  outOfSight: 'it takes megabytes that nobody reads, and a visit writes a few kilobytes',
  injection: { at: 'relay', relay: () => ({ seams: sharedChannel(16) }) },
} satisfies Fault;
