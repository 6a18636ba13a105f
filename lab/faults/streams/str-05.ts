import type { Fault } from '../fault.ts';

export default {
  id: 'STR-05',
  title: "Another tenant's streams are shown",
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: the list is made of the streams of everybody',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/only-own-streams'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { visible: () => true } }),
  },
} satisfies Fault;
