import { randomUUID } from 'node:crypto';
import type { Fault } from '../fault.ts';

export default {
  id: 'STR-26',
  title: 'Every answer has an ETag of its own',
  class: 'streams',
  severity: 'minor',
  source: 'StreamPay frontend: a tag that is made of a timestamp never matches',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/unchanged-list-is-304'] },
  injection: { at: 'streams', dialect: 'frontend', streams: () => ({ seams: { etag: () => `"${randomUUID()}"` } }) },
} satisfies Fault;
