import type { Socket } from 'node:net';

/** Writes a text, byte by byte. */
export function drip(socket: Socket, text: string, everyMs: number): void {
  const bytes = Buffer.from(text);
  let next = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || next >= bytes.length) clearInterval(timer);
    else socket.write(bytes.subarray(next, (next += 1)));
  }, everyMs);
}

/** Writes the same again and again, for as long as somebody takes it. */
export function pour(socket: Socket, text: string, head = ''): void {
  socket.write(head);
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.writableLength < 512 * 1024) socket.write(text);
    if (!socket.destroyed && socket.writable) setTimeout(more, 2);
  };
  more();
}
