import type { Wire } from '../../proxy/frames.ts';

/** Every connection ends without a good-bye at the same age, however busy it is. */
export const cutAtAge = (ms: number): Wire => ({
  connection: ({ client, cut }) => {
    const timer = setTimeout(cut, ms);
    client.once('close', () => clearTimeout(timer));
    return {};
  },
});
