import type { Fault } from '../fault.ts';

export default {
  id: 'STR-33',
  title: 'The offset is ignored: every page is the first',
  class: 'streams',
  severity: 'major',
  source: 'ElasticEmail/elasticemail-php#8',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-keeps-to-its-pages'] },
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({ seams: { page: (_healthy, { rows, limit }) => rows.slice(0, limit) } }),
  },
} satisfies Fault;
