import type { Filter } from 'nostr-tools/filter';
import { parseFilters } from '../event/parse-filters.ts';
import { judgeRead } from '../policy/judge-read.ts';
import { countStored, readStored } from './read-stored.ts';
import type { Socket } from './socket.ts';
import { problemOfSubscriptionId } from './subscription-id.ts';

/** REQ (NIP-01): stored events, EOSE, then live ones. An id that is in use gets the new filters. */
export function onReq(socket: Socket, frame: unknown[]): void {
  const request = readRequest(socket, 'REQ', frame);
  if (!request) return;
  const { id, filters } = request;
  const { maxSubscriptions } = socket.relay.limits;
  if (!socket.open.has(id) && socket.open.size >= maxSubscriptions) {
    socket.refuseSubscription(id, `rate-limited: at most ${maxSubscriptions} open subscriptions`);
    return;
  }
  // Nothing can be published between these lines, so nothing falls between the stored and the live events.
  for (const event of readStored(socket.relay, filters, socket.authedPubkeys)) socket.send(['EVENT', id, event]);
  socket.send(['EOSE', id]);
  socket.open.set(id, filters);
}

/** COUNT (NIP-45): gated like REQ; it opens no subscription. */
export function onCount(socket: Socket, frame: unknown[]): void {
  const request = readRequest(socket, 'COUNT', frame);
  if (!request) return;
  const count = countStored(socket.relay, request.filters, socket.authedPubkeys);
  socket.send(['COUNT', request.id, { count }]);
}

/** CLOSE (NIP-01): not answered; an id that is not open is fine. */
export function onClose(socket: Socket, [, id]: unknown[]): void {
  if (typeof id === 'string') socket.open.delete(id);
  else socket.notice('invalid: CLOSE needs a subscription id');
}

/** The id and the filters if they are well-formed and may be served; else the client has been told why not. */
function readRequest(
  socket: Socket,
  verb: 'REQ' | 'COUNT',
  [, id, ...values]: unknown[],
): { id: string; filters: Filter[] } | undefined {
  const problem = problemOfSubscriptionId(id, socket.relay.limits.maxSubidLength);
  if (typeof id !== 'string' || id === '') {
    socket.notice(`invalid: ${problem ?? ''}`);
    return undefined;
  }
  const parsed = problem === undefined ? parseFilters(values) : { problem };
  if ('problem' in parsed) {
    socket.refuseSubscription(id, `invalid: ${parsed.problem}`);
    return undefined;
  }
  const { filters } = parsed;
  const { relay, authedPubkeys } = socket;
  const decision = relay.seams.readDecision(judgeRead(filters, authedPubkeys, relay), { verb, filters, authedPubkeys });
  if (decision.accepted) return { id, filters };
  socket.refuseSubscription(id, decision.reason);
  return undefined;
}
