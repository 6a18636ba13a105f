import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-12',
  title: 'Reads are refused for want of a login, and no challenge ever comes to log in with',
  class: 'auth',
  severity: 'blocker',
  source: 'fiatjaf/relayer#151',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/challenge-is-sent', 'nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-42/challenge-comes-with-auth-required'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => ({
        fromRelay: (frame, pass) => {
          if (frame[0] !== 'AUTH') pass(frame);
        },
      }),
    }),
  },
} satisfies Fault;
