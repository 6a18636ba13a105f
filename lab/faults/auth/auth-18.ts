import { CREATE_GROUP, JOIN_REQUEST } from '../../relay/event/kinds.ts';
import { refuse } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-18',
  title: 'Who joins or founds a group before a login is told that the group is closed, not to log in',
  class: 'auth',
  severity: 'minor',
  source: 'barrydeen/wisp#478',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-29/join-needs-login', 'nip-29/create-needs-login', 'nip-42/join-before-login-is-told-so'],
  },
  outOfSight: 'the canary joins no group and founds none',
  deployment: { relay: { policy: { authToWrite: true } }, environment: { RELAY_POLICY: 'auth-to-write' } },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        writeDecision: (healthy, { event: { kind } }) =>
          [CREATE_GROUP, JOIN_REQUEST].includes(kind) && healthy.reason.startsWith('auth-required')
            ? refuse('restricted: the group is closed')
            : healthy,
      },
    }),
  },
} satisfies Fault;
