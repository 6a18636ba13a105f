import { tagValues } from '../../relay/event/event.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'CLK-05',
  title: 'Expirations are read as milliseconds, so what expires at all is gone at once',
  class: 'clock',
  severity: 'minor',
  source: 'cameri/nostream@a76d0b5',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-40/next-hour-is-served', 'nip-40/far-ahead-is-served'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        visible: (healthy, { event }) => healthy && !(Number(tagValues(event, 'expiration')[0]) <= Date.now()),
      },
    }),
  },
} satisfies Fault;
