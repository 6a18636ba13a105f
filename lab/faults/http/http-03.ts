import type { Fault } from '../fault.ts';

export default {
  id: 'HTTP-03',
  title: 'The relay information fails: a setting that it names is not set',
  class: 'http',
  severity: 'major',
  source: 'cameri/nostream@dc78df5',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-11/served-with-cors'],
    'pr-staging': ['nip-11/is-a-json-object'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      http: ({ headers: { accept = '' } }, reply) =>
        accept.includes('application/nostr+json')
          ? { ...reply, status: 500, body: "TypeError: Cannot read properties of undefined (reading 'name')" }
          : reply,
    }),
  },
} satisfies Fault;
