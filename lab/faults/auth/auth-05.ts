import { tagValues } from '../../relay/event/event.ts';
import { refuse } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-05',
  title: "The relay tag of a login has to match the relay's URL to the letter",
  class: 'auth',
  severity: 'major',
  source: 'hoytech/strfry#182',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-42/trailing-slash-is-tolerated', 'nip-42/upper-case-host-is-tolerated'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      let own = '';
      return {
        seams: {
          relayUrl: (healthy) => {
            own = healthy.replace(/\/$/, '');
            return healthy;
          },
          authDecision: (healthy, { event }) =>
            healthy.accepted && tagValues(event, 'relay')[0] !== own
              ? refuse('invalid: relay tag does not match')
              : healthy,
        },
      };
    },
  },
} satisfies Fault;
