import type { StreamsSeams } from '../../streams-api/seams.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'STR-07',
  title: 'A list that has changed is answered with 304: its tag is made once',
  class: 'streams',
  severity: 'major',
  source: 'leafo/scssphp#222',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/changed-list-is-shown'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => {
      const tags = new Map<string, string>();
      const etag: StreamsSeams['etag'] = (healthy, { user, url }) => {
        const name = `${user} ${url}`;
        const tag = tags.get(name) ?? healthy;
        tags.set(name, tag);
        return tag;
      };
      return { seams: { etag } };
    },
  },
} satisfies Fault;
