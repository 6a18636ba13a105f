import type { WebSocket } from 'ws';
import { wrap } from './envelope.ts';
import { Peer } from './peer.ts';
import type { PyrycodeRelay } from './relay.ts';

const REFUSALS = {
  'no server': { code: 4404, words: 'no server with that id' },
  full: { code: 4429, words: 'too many phones for server-id' },
};

/** Serves a phone on /v1/client: it is refused with 4404 or 4429, or its frames go to the binary in envelopes. */
export function servePhone(relay: PyrycodeRelay, serverId: string, webSocket: WebSocket): void {
  const { registry, seams, times, limits } = relay;
  const phone = new Peer('client', serverId, webSocket);
  const entry = registry.addPhone(serverId, phone, limits.maxPhones);
  if (entry !== 'added') {
    const { code, words } = REFUSALS[entry];
    phone.close(code, words);
    return;
  }
  webSocket.on('close', () => registry.removePhone(serverId, phone));
  webSocket.on('message', (data: Buffer) => {
    seams.frame(data.toString('utf8'), (frame) => {
      const envelope = wrap(phone.connId, frame);
      const isDelivered = envelope !== undefined && registry.binaryOf(serverId)?.send(envelope);
      if (isDelivered !== true) phone.close(1000, '');
    });
  });
  phone.keepAlive(times);
}
