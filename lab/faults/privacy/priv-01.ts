import { isDirectMessage } from '../../relay/event/kinds.ts';
import { accept } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'PRIV-01',
  title: 'Direct messages and gift wraps are shown, delivered and counted to anybody',
  class: 'privacy',
  severity: 'blocker',
  source: 'cameri/nostream#699',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'privacy/gift-wrap-is-unseen-by-a-stranger',
      'privacy/gift-wrap-is-unseen-by-a-third-person',
      'privacy/direct-message-is-unseen-by-a-third-person',
    ],
  },
  outOfSight: 'the canary writes no direct messages',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters }) =>
          filters.every(({ kinds = [] }) => kinds.length > 0 && kinds.every(isDirectMessage)) ? accept() : healthy,
        visible: (healthy, { event }) => healthy || isDirectMessage(event.kind),
      },
    }),
  },
} satisfies Fault;
