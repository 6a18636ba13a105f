import type { Fault } from '../fault.ts';
import { loadingGroups } from '../parts/lifecycle-groups.ts';

/** The limit of a query by default, scaled down to the two groups of the lab: the newest one is loaded. */
export default {
  id: 'MEM-03',
  title: 'After a restart only the newest groups exist: the query that loads them has a limit',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'field incident',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-29/group-is-closed', 'nip-29/member-message-is-accepted'] },
  injection: { at: 'relay', relay: () => loadingGroups((groups) => groups.slice(-1)) },
} satisfies Fault;
