import { WebSocket } from 'ws';

/** A connection that is made again whenever it is lost. */
export interface Line {
  /** Whether the message was handed to an open connection. */
  send: (message: unknown[]) => boolean;
  /** Why there is no connection now; empty where there is one. */
  why: () => string;
  /** Ends the connection of now, as a client does that hears nothing; the next one is made at once. */
  drop: (why: string) => void;
  close: () => void;
}

interface LineOptions {
  url: string;
  onOpen: () => void;
  onFrame: (frame: unknown[]) => void;
  /** With the close code and the words, such as "HTTP 503". */
  onLost: (why: string) => void;
}

const OPEN_WITHIN_MS = 2_000;
const AGAIN_AFTER_MS = 100;
const PING_EVERY_MS = 3_000;

/** Opens a line. As clients do, it pings, and drops a connection on which a ping got no answer. */
export function openLine({ url, onOpen, onFrame, onLost }: LineOptions): Line {
  let [why, isClosed] = ['not connected yet', false];
  let socket: WebSocket;
  let again: NodeJS.Timeout | undefined;
  let pings: NodeJS.Timeout | undefined;

  const lose = (of: WebSocket, words: string): void => {
    of.removeAllListeners();
    of.on('error', () => undefined);
    of.terminate();
    if (of !== socket) return;
    clearInterval(pings);
    if (isClosed) return;
    why = words;
    onLost(words);
    again = setTimeout(open, AGAIN_AFTER_MS);
  };
  const open = (): void => {
    const next = (socket = new WebSocket(url, { handshakeTimeout: OPEN_WITHIN_MS }));
    let isAnswered = true;
    pings = setInterval(() => {
      if (next.readyState !== WebSocket.OPEN) return;
      if (!isAnswered) {
        lose(next, 'a ping got no answer');
        return;
      }
      isAnswered = false;
      next.ping();
    }, PING_EVERY_MS);
    const end = (words: string): void => lose(next, words);
    next.on('pong', () => (isAnswered = true));
    next.on('unexpected-response', (_request, response) => end(`HTTP ${response.statusCode ?? '?'}`));
    next.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    next.on('close', (code, reason) => end(`closed with ${code} ${reason.toString()}`.trim()));
    next.on('message', (data: Buffer) => onFrame(JSON.parse(data.toString()) as unknown[]));
    next.on('open', () => {
      why = '';
      onOpen();
    });
  };
  open();
  return {
    send: (message) => {
      if (isClosed || socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    why: () => why,
    drop: (words) => lose(socket, words),
    close: () => {
      isClosed = true;
      clearTimeout(again);
      lose(socket, 'closed by us');
    },
  };
}
