import type { Fault } from '../fault.ts';

export default {
  id: 'STR-32',
  title: "Another tenant's streams are shown",
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay backend: findAll filters by what is asked, not by who asks',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/only-own-streams'] },
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({ seams: { visible: () => true } }),
  },
} satisfies Fault;
