import { parseSignedEvent } from '../event/parse-event.ts';
import { judgeLogin } from './judge-login.ts';
import type { Socket } from './socket.ts';

/** AUTH (NIP-42): answered by one OK; who logged in before stays logged in. */
export function onAuth(socket: Socket, [, value]: unknown[]): void {
  const parsed = parseSignedEvent(value, socket.relay.seams);
  if ('problem' in parsed) {
    if (parsed.id === undefined) socket.notice(`invalid: ${parsed.problem}`);
    else socket.send(['OK', parsed.id, false, `invalid: ${parsed.problem}`]);
    return;
  }
  const { event } = parsed;
  const { challenge, relayUrl, relay, authedPubkeys } = socket;
  const healthy = judgeLogin(event, { challenge, relayUrl, nowSeconds: relay.now() });
  const decision = relay.seams.authDecision(healthy, { event, authedPubkeys });
  if (decision === null) return;
  if (decision.accepted) socket.authed.add(event.pubkey);
  socket.send(['OK', event.id, decision.accepted, decision.reason]);
}
