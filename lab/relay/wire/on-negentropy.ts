import { nip77 } from 'nostr-tools';
import { Responder } from '../negentropy/responder.ts';
import { readForNegentropy } from './read-stored.ts';
import { readRequest } from './read-request.ts';
import type { Socket } from './socket.ts';

/** NEG-OPEN (NIP-77): gated like REQ. The set is what the client may see now; an id that is in use gets a new one. */
export function onNegOpen(socket: Socket, [verb, id, filter, message]: unknown[]): void {
  const request = readRequest(socket, 'NEG-OPEN', [verb, id, filter], (refusedId, reason) => {
    socket.refuseReconciliation(refusedId, reason);
  });
  const wanted = request?.filters[0];
  if (!request || !wanted) return;
  const { maxSubscriptions } = socket.relay.limits;
  if (!socket.reconciliations.has(request.id) && socket.reconciliations.size >= maxSubscriptions) {
    socket.refuseReconciliation(request.id, `blocked: at most ${maxSubscriptions} open reconciliations`);
    return;
  }
  const set = new nip77.NegentropyStorageVector();
  for (const event of readForNegentropy(socket.relay, wanted, socket.authedPubkeys))
    set.insert(event.created_at, event.id);
  set.seal();
  socket.reconciliations.set(request.id, new Responder(set));
  answer(socket, request.id, message);
}

/** NEG-MSG (NIP-77): the next message of an open reconciliation. */
export function onNegMsg(socket: Socket, [, id, message]: unknown[]): void {
  if (typeof id === 'string' && id !== '') answer(socket, id, message);
  else socket.notice('invalid: NEG-MSG needs a subscription id');
}

/** NEG-CLOSE (NIP-77): not answered; an id that is not open is fine. */
export function onNegClose(socket: Socket, [, id]: unknown[]): void {
  if (typeof id === 'string') socket.reconciliations.delete(id);
  else socket.notice('invalid: NEG-CLOSE needs a subscription id');
}

function answer(socket: Socket, id: string, message: unknown): void {
  const responder = socket.reconciliations.get(id);
  if (!responder) {
    socket.refuseReconciliation(id, 'closed: no reconciliation with this id is open');
    return;
  }
  if (typeof message !== 'string' || !/^([0-9a-f]{2})+$/i.test(message)) {
    socket.refuseReconciliation(id, 'invalid: a message is a string of hex bytes');
    return;
  }
  try {
    socket.send(['NEG-MSG', id, Buffer.from(responder.respond(Buffer.from(message, 'hex'))).toString('hex')]);
  } catch (error) {
    socket.refuseReconciliation(id, `invalid: ${error instanceof Error ? error.message : String(error)}`);
  }
}
