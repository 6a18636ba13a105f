import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ground } from './ground.ts';
import { wholeName } from './ours.ts';
import { partition, type Partition } from './partition.ts';
import { inNamespace, takeBack, tool } from './undo.ts';

/** Where somebody listens in a namespace, and from which address the door comes (so that it stands on a side of a partition). */
interface Behind {
  address: string;
  port: number;
  from?: string;
}

/** A loopback of its own for nodes: each has an address 127.0.1.x there, and may have the same port. */
export interface Network {
  /** For NodeProgram.namespace. */
  namespace: string;
  /** The next address: 127.0.1.1, 127.0.1.2 … It needs no setting up: all of 127.0.0.0/8 is the loopback. */
  address: () => string;
  partition: (some: readonly string[], others: readonly string[]) => Promise<Partition>;
  /** A port on our 127.0.0.1 that leads to somebody in the namespace, which we cannot reach otherwise. */
  door: (behind: Behind) => Promise<number>;
  /** Closes the doors and removes the namespace; end the nodes in it first. */
  close: () => Promise<void>;
}

/** Makes a network namespace with its loopback up. Needs root and iproute2. */
export async function openNetwork(ground: Ground, name: string): Promise<Network> {
  const namespace = wholeName(ground.session, name);
  const undo = { undo: 'delete-namespace', name: namespace } as const;
  const noted = ground.undo.note(undo);
  await tool(['ip', 'netns', 'add', namespace]);
  await tool(inNamespace(namespace, ['ip', 'link', 'set', 'lo', 'up']));
  const doorkeeper = ground.node({
    name: `${name}-doorkeeper`,
    program: process.execPath,
    arguments: [fileURLToPath(new URL('./doorkeeper.mjs', import.meta.url)), 'door'],
    namespace,
    asDaemon: false, // Our own code, which the daemon user may not be able to read.
    isReady: () => answers(join(doorkeeper.directory, 'door')),
  });
  const doors: { server: Server; sockets: Set<Socket> }[] = [];
  let addresses = 0;
  return {
    namespace,
    address: () => `127.0.1.${++addresses}`,
    partition: (some, others) => partition(ground, [some, others], namespace),
    door: async (behind) => {
      if (!doorkeeper.isAlive()) await doorkeeper.start();
      const [port = 0] = await ground.ports(1);
      doors.push(await openDoor(port, join(doorkeeper.directory, 'door'), behind));
      return port;
    },
    close: async () => {
      for (const { server, sockets } of doors.splice(0)) {
        server.close();
        for (const socket of sockets) socket.destroy();
      }
      await doorkeeper.kill();
      await takeBack(undo);
      noted.done();
    },
  };
}

function openDoor(port: number, path: string, behind: Behind): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (outside) => {
    const inside = connect(path);
    inside.write(`${JSON.stringify(behind)}\n`);
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        if (!one.readableEnded) other.destroy();
      });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ server, sockets }));
  });
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
