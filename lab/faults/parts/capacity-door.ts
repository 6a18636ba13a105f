import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { LabRelay } from '../../run/lab-relay.ts';
import type { Place } from '../fault.ts';

const TOO_MANY = 'HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** A load balancer before a relay that lets so many connections in at once, and tells the others so, or just cuts them. */
export async function startDoor({ url }: LabRelay, most: number, turnAway: 'tell' | 'cut'): Promise<Place> {
  const target = Number(new URL(url).port);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    if (open.size >= most) {
      if (turnAway === 'cut') client.resetAndDestroy();
      else client.once('data', () => client.end(TOO_MANY));
      return;
    }
    open.add(client.once('close', () => open.delete(client)));
    const relay = connect(target, '127.0.0.1').on('error', () => client.destroy());
    client.pipe(relay).pipe(client);
    client.on('close', () => relay.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      for (const client of open) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
