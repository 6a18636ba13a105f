import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Relay } from '../relay.ts';
import { relayInformation, type RelayIdentity } from './relay-information.ts';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
};

/** What /health says; who compares it across answers can tell instances apart. */
const healthOf = (relay: Relay, { version }: RelayIdentity): Record<string, unknown> => ({
  status: 'ok',
  version,
  uptime_seconds: relay.uptimeSeconds,
  connections: relay.listeners.size,
});

/** Answers plain HTTP: the NIP-11 document, /health for a load balancer, and a word for a browser. */
export function answerHttp(request: IncomingMessage, response: ServerResponse, relay: Relay, me: RelayIdentity): void {
  const say = (status: number, type: string, body: string): void => {
    const headers = { ...CORS, 'Content-Type': type, Vary: 'Accept' };
    const reply = relay.seams.http(request, { status, headers, body });
    if (reply === 'cut') request.socket.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  if (request.method === 'OPTIONS') say(204, 'text/plain', '');
  else if (request.method !== 'GET' && request.method !== 'HEAD') say(405, 'text/plain', 'GET, please\n');
  else if (path === '/health') say(200, 'application/json', JSON.stringify(healthOf(relay, me)));
  else if (path !== '/') say(404, 'text/plain', 'there is nothing here\n');
  else if (request.headers.accept?.includes('application/nostr+json'))
    say(200, 'application/nostr+json', JSON.stringify(relay.seams.relayInformation(relayInformation(me, relay))));
  else say(200, 'text/plain', `${me.name} speaks Nostr over WebSocket\n`);
}
