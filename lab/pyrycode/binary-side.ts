import type { WebSocket } from 'ws';
import { unwrap } from './envelope.ts';
import { Peer } from './peer.ts';
import type { PyrycodeRelay } from './relay.ts';

/** Serves a binary on /v1/server: it gets its server id or is told 4409, and its envelopes go to its phones. */
export function serveBinary(relay: PyrycodeRelay, serverId: string, webSocket: WebSocket): void {
  const { registry, seams, times } = relay;
  const binary = new Peer('server', serverId, webSocket);
  // Nothing is read, not even a ping, before the id is the binary's: its first pong says that it is.
  webSocket.pause();
  seams.claim(() => {
    void claim(relay, serverId, binary).then((isClaimed) => {
      webSocket.resume();
      if (!isClaimed) {
        binary.close(4409, 'server-id already claimed');
        return;
      }
      webSocket.on('message', (data: Buffer) => forward(relay, serverId, data.toString('utf8')));
      webSocket.on('close', () => registry.release(serverId, binary, times.graceMs));
      binary.keepAlive(times);
    });
  });
}

/** Whoever holds the id keeps it if he answers a ping; else it is taken from him. */
async function claim({ registry, times }: PyrycodeRelay, serverId: string, binary: Peer): Promise<boolean> {
  if (registry.claim(serverId, binary)) return true;
  const holder = registry.binaryOf(serverId);
  if (await holder?.answersPing(times.probeWithinMs)) return false;
  if (!registry.takeOver(serverId, holder, binary)) return false;
  holder?.close(1011, 'heartbeat timeout');
  return true;
}

/** One envelope that is malformed, or whose phone has left, changes nothing for the others. */
function forward({ registry, log }: PyrycodeRelay, serverId: string, envelope: string): void {
  const directive = unwrap(envelope);
  const phone = directive && registry.phoneOf(serverId, directive.connId);
  if (!phone) {
    log(`level=WARN msg=${directive ? 'binary_forwarder_unknown_conn_id' : 'binary_forwarder_unmarshal_err'}`);
    return;
  }
  if (directive.frame !== undefined) phone.send(directive.frame);
  if (directive.closeCode !== undefined) phone.close(directive.closeCode, '');
}
