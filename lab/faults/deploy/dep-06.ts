import type { Fault } from '../fault.ts';
import { startNginx, WEBSOCKETS } from '../../infrastructure/nginx.ts';
import type { LabRelay } from '../../run/lab-relay.ts';
import { startRelay } from '../../relay/start.ts';
import type { Place } from '../fault.ts';

/** A main relay at the root of the host, the relay of the groups below it. */
async function startHost(relay: LabRelay, { isMixedUp }: { isMixedUp: boolean }): Promise<Place> {
  const main = await startRelay();
  const location = (path: string, { url }: { url: string }): string[] => [
    `location ${path} {`,
    ...[...WEBSOCKETS, `proxy_set_header X-Forwarded-Host $http_host${path};`],
    `proxy_pass ${url.replace('ws:', 'http:')}/;`,
    '}',
  ];
  const nginx = await startNginx([...location('/', main), ...location('/groups', isMixedUp ? main : relay)]);
  return { url: `${nginx.url}/groups`, stop: () => nginx.stop().then(() => main.stop()) };
}

export default {
  id: 'DEP-06',
  title: 'The path of the group relay leads to the main relay of the host',
  class: 'deploy',
  severity: 'major',
  source: 'fiatjaf/pyramid@c9766b6',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-29/group-is-closed', 'canary/earlier-message-is-kept'] },
  injection: {
    at: 'infrastructure',
    healthy: (relay) => startHost(relay, { isMixedUp: false }),
    broken: (relay) => startHost(relay, { isMixedUp: true }),
  },
} satisfies Fault;
