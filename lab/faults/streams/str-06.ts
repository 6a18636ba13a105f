import type { Fault } from '../fault.ts';

export default {
  id: 'STR-06',
  title: 'The next page repeats the last stream of the page before, and loses one',
  class: 'streams',
  severity: 'major',
  source: 'encode/django-rest-framework#5160',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-keeps-to-its-pages'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        page: (healthy, { rows, from }) =>
          from === 0 ? healthy : [...rows.slice(from - 1, from), ...healthy.slice(1)],
      },
    }),
  },
} satisfies Fault;
