import { deliveringTheRefused } from '../../promises/parts/premature-delivery.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'BC-08',
  title: 'A message is handed to who listens before it is judged, and refused afterwards',
  class: 'broadcast',
  severity: 'major',
  source: 'field incident',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/stranger-is-refused'],
    'pr-staging': ['nip-29/refused-message-is-undelivered'],
  },
  injection: { at: 'relay', relay: () => ({ seams: deliveringTheRefused() }) },
} satisfies Fault;
