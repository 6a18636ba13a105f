import type { Fault } from '../fault.ts';

export default {
  id: 'STR-13',
  title: 'What writes needs no CSRF token',
  class: 'streams',
  severity: 'major',
  source: 'CVE-2025-29927: the middleware of Next.js is passed by',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/csrf-is-demanded'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { csrf: () => true } }),
  },
} satisfies Fault;
