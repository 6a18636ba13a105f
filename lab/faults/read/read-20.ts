import type { Fault } from '../fault.ts';
import { toldOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-20',
  title: 'A refused subscription gets a NOTICE that does not name it, and no CLOSED',
  class: 'read',
  severity: 'major',
  source: 'divinevideo/divine-mobile#9007',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/private-is-unseen'],
    'pr-staging': ['nip-29/private-read-needs-login', 'nip-29/private-read-needs-membership'],
  },
  injection: {
    at: 'wire',
    wire: () => toldOnWire('CLOSED', ([, , reason]) => [['NOTICE', `bad req: ${String(reason)}`]]),
  },
} satisfies Fault;
