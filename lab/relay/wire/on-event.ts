import { parseSignedEvent } from '../event/parse-event.ts';
import type { Socket } from './socket.ts';

/** EVENT (NIP-01): answered by one OK with the event's id, or by a NOTICE if it has no id to answer with. */
export function onEvent(socket: Socket, [, value]: unknown[]): void {
  const { seams } = socket.relay;
  const parsed = seams.parsedEvent(parseSignedEvent(value, seams), value);
  if ('problem' in parsed) {
    if (parsed.id === undefined) socket.notice(`invalid: ${parsed.problem}`);
    else socket.send(['OK', parsed.id, false, `invalid: ${parsed.problem}`]);
    return;
  }
  const { accepted, reason } = socket.relay.publish(parsed.event, socket.authedPubkeys);
  socket.send(['OK', parsed.event.id, accepted, reason]);
}
