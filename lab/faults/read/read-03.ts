import type { Fault } from '../fault.ts';
import { toldOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-03',
  title: 'EOSE does not say which subscription has ended',
  class: 'read',
  severity: 'major',
  source: 'Spl0itable/nosflare#7',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/earlier-message-is-kept', 'nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/eose-has-two-elements', 'nip-01/empty-result-has-eose'],
  },
  injection: { at: 'wire', wire: () => toldOnWire('EOSE', () => [['EOSE']]) },
} satisfies Fault;
