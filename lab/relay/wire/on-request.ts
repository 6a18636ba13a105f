import { invitesFor } from '../roster/invites.ts';
import { readRequest } from './read-request.ts';
import { countStored, readStored } from './read-stored.ts';
import type { Socket } from './socket.ts';

/** REQ (NIP-01): stored events, EOSE, then live ones. An id that is in use gets the new filters. */
export function onReq(socket: Socket, frame: unknown[]): void {
  const request = readRequest(socket, 'REQ', frame, closeOn(socket));
  if (!request) return;
  const { id, filters } = request;
  const { maxSubscriptions } = socket.relay.limits;
  if (!socket.open.has(id) && socket.open.size >= maxSubscriptions) {
    socket.refuseSubscription(id, `rate-limited: at most ${maxSubscriptions} open subscriptions`);
    return;
  }
  // Nothing can be published between these lines, so nothing falls between the stored and the live events.
  for (const event of readStored(socket.relay, filters, socket.authedPubkeys)) socket.send(['EVENT', id, event]);
  for (const event of invitesFor(socket.relay, filters, socket.authedPubkeys)) socket.send(['EVENT', id, event]);
  socket.send(['EOSE', id]);
  socket.open.set(id, filters);
}

/** COUNT (NIP-45): gated like REQ; it opens no subscription. */
export function onCount(socket: Socket, frame: unknown[]): void {
  const request = readRequest(socket, 'COUNT', frame, closeOn(socket));
  if (!request) return;
  const count = countStored(socket.relay, request.filters, socket.authedPubkeys);
  socket.send(['COUNT', request.id, { count }]);
}

/** CLOSE (NIP-01): not answered; an id that is not open is fine. */
export function onClose(socket: Socket, [, id]: unknown[]): void {
  if (typeof id === 'string') socket.open.delete(id);
  else socket.notice('invalid: CLOSE needs a subscription id');
}

const closeOn =
  (socket: Socket) =>
  (id: string, reason: string): void => {
    socket.refuseSubscription(id, reason);
  };
