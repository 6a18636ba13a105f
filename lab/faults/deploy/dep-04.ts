import type { Fault } from '../fault.ts';

export default {
  id: 'DEP-04',
  title: 'The new release does not find its settings and starts with the defaults: everybody may read and write',
  class: 'deploy',
  severity: 'blocker',
  source: 'barrydeen/haven@f898afd',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-42/read-needs-login', 'nip-42/write-needs-login'] },
  deployment: {
    relay: { policy: { authToRead: true, authToWrite: true } },
    environment: { RELAY_POLICY: 'auth-to-read,auth-to-write' },
  },
  injection: {
    at: 'infrastructure',
    broken: async (relay) => {
      await relay.restart({ policy: {} });
      return {};
    },
  },
} satisfies Fault;
