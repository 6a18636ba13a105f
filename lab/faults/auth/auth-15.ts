import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-15',
  title: 'Who has not logged in gets a challenge and EOSE, as if there were nothing to read',
  class: 'auth',
  severity: 'major',
  source: 'nostrability/nostrability#167',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/read-needs-login'],
    'pr-staging': ['nip-42/gated-read-is-refused', 'nip-11/auth-required-is-kept'],
  },
  deployment: { relay: { policy: { authToRead: true } }, environment: { RELAY_POLICY: 'auth-to-read' } },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => ({
        fromRelay: (frame, pass) => {
          const [verb, id, reason] = frame;
          const isGated = verb === 'CLOSED' && String(reason).startsWith('auth-required');
          pass(isGated ? ['EOSE', id] : frame);
        },
      }),
    }),
  },
} satisfies Fault;
