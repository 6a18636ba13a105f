import { tagValues } from '../../relay/event/event.ts';
import { LOGIN } from '../../relay/event/kinds.ts';
import { accept } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-09',
  title: 'A login passes with any kind and without a good signature',
  class: 'auth',
  severity: 'blocker',
  source: 'mattn/cagliostr#13',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/wrong-auth-is-refused'],
    'pr-staging': [
      'nip-42/wrong-kind-is-refused',
      'nip-42/bad-signature-is-refused',
      'nip-42/strangers-signature-is-refused',
    ],
  },
  injection: {
    at: 'relay',
    relay: () => {
      const challenges = new Set<string | undefined>();
      return {
        seams: {
          isSigned: (healthy, { tags }) => healthy || tags.some(([name]) => name === 'challenge'),
          challenge: (healthy) => {
            challenges.add(healthy);
            return healthy;
          },
          authDecision: (healthy, { event }) =>
            event.kind !== LOGIN && challenges.has(tagValues(event, 'challenge')[0]) ? accept() : healthy,
        },
      };
    },
  },
} satisfies Fault;
