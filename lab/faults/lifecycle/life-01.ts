import type { Fault } from '../fault.ts';
import { loadingGroups } from '../parts/lifecycle-groups.ts';

export default {
  id: 'LIFE-01',
  title: 'After a restart no group exists, though everything about them is stored',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'fiatjaf/relay29@3561167',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-29/group-is-closed', 'nip-29/member-message-is-accepted'] },
  injection: { at: 'relay', relay: () => loadingGroups(() => []) },
} satisfies Fault;
