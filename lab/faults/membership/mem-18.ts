import { lipService } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

const LEAVE_REQUEST = 9022;

export default {
  id: 'MEM-18',
  title: 'A leave request is taken, and who left stays a member',
  class: 'membership',
  severity: 'major',
  source: 'fiatjaf/relay29@7262ae9',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/leave-takes-effect', 'nip-29/list-after-leave'] },
  outOfSight: 'a canary member who leaves could not come back without an admin',
  injection: { at: 'relay', relay: () => ({ seams: lipService(({ kind }) => kind === LEAVE_REQUEST) }) },
} satisfies Fault;
