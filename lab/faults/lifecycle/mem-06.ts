import type { Fault } from '../fault.ts';
import { atRestart } from '../parts/lifecycle-restart.ts';

export default {
  id: 'MEM-06',
  title: 'After a restart nobody is shown a member list until something changes',
  class: 'lifecycle',
  severity: 'major',
  source: 'block/buzz#2074',
  tier: 'snapshot',
  meant: { nightly: ['nightly/restart-keeps-groups'] },
  outOfSight: 'a relay may show no member list (NIP-29); only who saw it before misses it',
  injection: atRestart('no-member-lists'),
} satisfies Fault;
