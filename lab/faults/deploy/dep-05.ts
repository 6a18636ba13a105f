import type { Fault } from '../fault.ts';

const NOTHING = { maxContentLength: 0, maxEventTags: 0 };

export default {
  id: 'DEP-05',
  title: 'Settings are reloaded half way: the limits of events, which were not read, are nought',
  class: 'deploy',
  severity: 'major',
  source: 'barrydeen/haven@8d26f9e',
  tier: 'fast',
  meant: { 'prod-canary': ['nip-29/member-message-is-accepted'], 'pr-staging': ['nip-11/limits-are-positive'] },
  injection: {
    at: 'infrastructure',
    broken: async (relay) => {
      await relay.restart({ limits: NOTHING });
      return {};
    },
  },
} satisfies Fault;
