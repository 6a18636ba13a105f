import type { Seams } from '../../relay/seams.ts';

/** Hangs up on who sends the first of several fragments: a text frame (1) that is not the last one of its message. */
export const refusingFragments: Seams['socket'] = (webSocket, { socket }) => {
  socket.prependListener('data', (chunk: Buffer) => {
    if (((chunk[0] ?? 0) & 0x8f) === 0x01) webSocket.close(1002, 'no fragments, please');
  });
};
