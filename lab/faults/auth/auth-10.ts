import { accept, refuse } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-10',
  title: 'The time window of a login is the wrong way round: fresh ones are refused, stale ones pass',
  class: 'auth',
  severity: 'major',
  source: 'mikedilger/chorus@3498c7d',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/auth-is-answered-with-ok', 'nip-42/wrong-auth-is-refused'],
    'pr-staging': ['nip-42/every-connection-can-log-in', 'nip-42/yesterdays-login-is-refused'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        authDecision: (healthy) => {
          if (healthy.accepted) return refuse('invalid: created_at is out of date');
          return healthy.reason.includes('created_at') ? accept() : healthy;
        },
      },
    }),
  },
} satisfies Fault;
