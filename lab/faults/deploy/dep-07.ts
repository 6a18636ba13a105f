import type { Fault } from '../fault.ts';

const PROBLEM = 'error: table event has no column named expires_at';

export default {
  id: 'DEP-07',
  title: 'The release writes a column that the database does not have',
  class: 'deploy',
  severity: 'blocker',
  source: 'cameri/nostream@cd4e6f5',
  tier: 'fast',
  meant: { 'prod-canary': ['nip-29/member-message-is-accepted'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: { writeDecision: (healthy) => (healthy.accepted ? { accepted: false, reason: PROBLEM } : healthy) },
    }),
  },
} satisfies Fault;
