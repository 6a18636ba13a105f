import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'DATA-05',
  title: 'A deletion is carried out and forgotten: it cannot be read, and what it removed can be sent again',
  class: 'data',
  severity: 'major',
  source: 'fiatjaf/khatru#40',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-09/deleted-message-stays-away', 'nip-09/older-version-stays-away', 'nip-09/deletion-is-kept'],
  },
  outOfSight: 'to delete is the last that the canary does: it does not stay to send again',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        ...taking(/was deleted/),
        visible: (healthy, { event, shownBy }) => healthy && (event.kind !== 5 || shownBy === 'live'),
      },
    }),
  },
} satisfies Fault;
