import type { RawData } from 'ws';
import { onAuth } from './on-auth.ts';
import { onEvent } from './on-event.ts';
import { onNegClose, onNegMsg, onNegOpen } from './on-negentropy.ts';
import { onClose, onCount, onReq } from './on-request.ts';
import type { Socket } from './socket.ts';

const HANDLERS: Partial<Record<string, (socket: Socket, frame: unknown[]) => void>> = {
  EVENT: onEvent,
  REQ: onReq,
  COUNT: onCount,
  CLOSE: onClose,
  AUTH: onAuth,
  'NEG-OPEN': onNegOpen,
  'NEG-MSG': onNegMsg,
  'NEG-CLOSE': onNegClose,
};
Object.setPrototypeOf(HANDLERS, null);

/** One WebSocket message. Whatever it holds, the socket stays usable and the client is told what was wrong. */
export function onMessage(socket: Socket, data: RawData, isBinary: boolean): void {
  if (isBinary) {
    socket.notice('invalid: messages are text, not binary');
    return;
  }
  const frame = parseFrame(socket.relay.seams.received((data as Buffer).toString('utf8')));
  if (!frame) {
    socket.notice('invalid: a message is a JSON array that starts with a verb');
    return;
  }
  try {
    socket.relay.seams.incoming(frame, (next) => {
      handle(socket, next);
    });
  } catch (error) {
    socket.relay.say(`error: ${String(frame[0])} could not be handled: ${String(error)}`);
    socket.notice('error: the message could not be handled');
  }
}

function handle(socket: Socket, frame: unknown[]): void {
  socket.relay.catchUp();
  const verb = String(frame[0]).slice(0, 64);
  const handler = HANDLERS[verb];
  if (handler) handler(socket, frame);
  else socket.notice(`unsupported: verb ${verb} is not known here`);
}

function parseFrame(text: string): unknown[] | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return Array.isArray(frame) && typeof frame[0] === 'string' ? frame : undefined;
  } catch {
    return undefined;
  }
}
