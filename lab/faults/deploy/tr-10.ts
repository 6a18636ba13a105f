import type { Fault } from '../fault.ts';
import { startNginx, WEBSOCKETS } from '../../infrastructure/nginx.ts';

const pass = (url: string): string => `proxy_pass ${url.replace('ws:', 'http:')};`;

export default {
  id: 'TR-10',
  title: 'nginx asks the relay in HTTP/1.0 and keeps the upgrade to itself',
  class: 'deploy',
  severity: 'blocker',
  source: 'scsibug/nostr-rs-relay#194',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startNginx(['location / {', ...WEBSOCKETS, pass(url), '}']),
    broken: ({ url }) => startNginx(['location / {', pass(url), '}']),
  },
} satisfies Fault;
