import type { Fault } from '../fault.ts';
import { withoutHeader } from '../parts/streams-answers.ts';

export default {
  id: 'STR-21',
  title: 'A limit does not say when to come back',
  class: 'streams',
  severity: 'minor',
  source: 'OneDrive/onedrive-api-docs#177',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/rate-limit-says-when'] },
  outOfSight: 'prod-canary only reads from a streams API',
  deployment: { streams: { limits: { readsPerMinute: Infinity, writesPerMinute: 5, retryAfterSeconds: 1 } } },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { response: (healthy) => withoutHeader('retry-after', healthy) } }),
  },
} satisfies Fault;
