import type { Fault } from '../fault.ts';

const ALLOWED = 'https://app.example';

export default {
  id: 'HTTP-01',
  title: 'The relay information can be read by the pages of one origin only',
  class: 'http',
  severity: 'major',
  source: 'block/buzz#6195',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-11/served-with-cors'],
    'pr-staging': ['nip-11/web-pages-may-read', 'nip-11/preflight-lets-in'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      http: ({ headers: { origin } }, { headers, ...reply }) => ({
        ...reply,
        headers: Object.fromEntries(
          Object.entries(headers)
            .filter(([name]) => origin === ALLOWED || !name.startsWith('access-control-'))
            .map(([name, value]) => [name, name === 'access-control-allow-origin' ? ALLOWED : value]),
        ),
      }),
    }),
  },
} satisfies Fault;
