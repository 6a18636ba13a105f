import type { Fault } from '../fault.ts';
import { overlooking } from '../parts/data-misreading.ts';

export default {
  id: 'DATA-07',
  title: 'What an admin takes out of a group is still served, and may be sent again',
  class: 'data',
  severity: 'major',
  source: 'fiatjaf/pyramid@b618971',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/admin-deletes-a-message', 'nip-29/deleted-message-stays-away'] },
  outOfSight: "only an admin can take out another's message",
  injection: { at: 'relay', relay: () => ({ seams: overlooking(9005, ([name]) => name === 'e') }) },
} satisfies Fault;
