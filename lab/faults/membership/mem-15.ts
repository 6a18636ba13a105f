import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'MEM-15',
  title: 'A moderator makes themselves an admin, and removes the admins',
  class: 'membership',
  severity: 'blocker',
  source: 'fiatjaf/pyramid@888001c',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/moderator-gives-no-role', 'nip-29/moderator-removes-no-admin'] },
  outOfSight: 'no canary member has a role',
  injection: { at: 'relay', relay: () => ({ seams: taking(/only an admin may change roles/) }) },
} satisfies Fault;
