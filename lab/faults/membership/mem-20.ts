import type { Fault } from '../fault.ts';

const RELAY_INVITE = 28935;

/** A client logs in, asks again, is told the same again, and shows that it is loading. */
export default {
  id: 'MEM-20',
  title: 'Who asks for an invite to the relay is told to log in, after having logged in too',
  class: 'membership',
  severity: 'major',
  source: 'coracle-social/flotilla#258',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-43/invite-request-is-answered'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters }) =>
          filters.some(({ kinds }) => kinds?.includes(RELAY_INVITE))
            ? { accepted: false, reason: 'auth-required: log in to ask for an invite' }
            : healthy,
      },
    }),
  },
} satisfies Fault;
