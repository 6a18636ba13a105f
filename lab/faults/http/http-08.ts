import type { HttpReply } from '../../relay/seams.ts';
import type { Fault } from '../fault.ts';

const asPage = (reply: HttpReply): HttpReply => ({
  ...reply,
  headers: { ...reply.headers, 'Content-Type': 'text/html' },
  body: '<!doctype html><title>A relay</title>',
});

export default {
  id: 'HTTP-08',
  title: 'Web pages are turned away: their Origin is refused, and their Accept gets HTML',
  class: 'http',
  severity: 'major',
  source: 'cameri/nostream@faa7ed2',
  tier: 'fast',
  meant: {
    'pr-staging': ['transport/any-origin', 'nip-11/web-pages-may-connect', 'nip-11/accepted-among-others'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        upgrade: ({ headers: { origin } }, healthy) => (origin === undefined ? healthy : { status: 403 }),
        http: ({ headers: { accept } }, healthy) =>
          accept === undefined || accept === 'application/nostr+json' ? healthy : asPage(healthy),
      },
    }),
  },
} satisfies Fault;
