import { connect } from 'node:net';

/** A connection as a test sees it. */
export interface Talk {
  say: (words: string) => void;
  /** Resolves with all that came once it has so many characters, or with what came until then. Milliseconds. */
  hear: (length: number, withinMs?: number) => Promise<string>;
  /** How it ended: the error's code, or "end". */
  over: Promise<string>;
  /** No more words from here; it still listens. */
  end: () => void;
  hangUp: () => void;
}

/** Connects to a port of 127.0.0.1. */
export function talkTo(port: number): Talk {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let heard = '';
  const waiting = new Set<() => void>();
  socket.on('data', (bytes: Buffer) => {
    heard += bytes.toString();
    for (const look of waiting) look();
  });
  const over = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('close', () => resolve('end'));
  });
  return {
    say: (words) => void socket.write(words),
    hear: (length, withinMs = 5000) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(heard), withinMs);
        const look = (): void => {
          if (heard.length < length) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(heard);
        };
        waiting.add(look);
        look();
      }),
    over,
    end: () => void socket.end(),
    hangUp: () => void socket.destroy(),
  };
}
