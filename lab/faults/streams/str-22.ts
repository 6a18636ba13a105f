import type { Fault } from '../fault.ts';
import { withoutPart } from '../parts/streams-answers.ts';

export default {
  id: 'STR-22',
  title: 'A refusal of what is not valid names no field',
  class: 'streams',
  severity: 'minor',
  source: 'StreamPay frontend@3f54900: all fields in one sentence',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/invalid-is-refused-by-field'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { response: (healthy) => withoutPart('details', healthy) } }),
  },
} satisfies Fault;
