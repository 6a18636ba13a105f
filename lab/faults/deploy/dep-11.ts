import type { Fault } from '../fault.ts';

/** The challenge lives in the process that sent it, and another process checks the login. */
export default {
  id: 'DEP-11',
  title: 'Every second login is refused: its challenge is known to another process only',
  class: 'deploy',
  severity: 'blocker',
  source: 'nostr-protocol/nips#141',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-42/every-connection-can-log-in', 'split-brain/login'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      let logins = 0;
      return {
        seams: {
          authDecision: (healthy) =>
            (logins += 1) % 2 === 0 ? { accepted: false, reason: 'invalid: unknown challenge' } : healthy,
        },
      };
    },
  },
} satisfies Fault;
