import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST = 10_001;

/** All ports that this process gave to its sessions, so that a leak check may look for them. */
const given = new Set<number>();

/** The ports that were given in this process. */
export const givenPorts = (): number[] => [...given];

/**
 * Free TCP ports on 127.0.0.1 below those that the kernel gives to clients, each given once. Two sessions at the same time begin at
 * random places and do not take what the other has noted (`taken`). Throws where there are not so many.
 */
export async function freePorts(count: number, taken: readonly number[]): Promise<number[]> {
  const highest = lowestEphemeral() - 1;
  const size = highest - LOWEST + 1;
  const isTaken = new Set([...taken, ...given]);
  const free: number[] = [];
  for (let at = randomInt(size), looked = 0; free.length < count; at++, looked++) {
    if (looked >= size)
      throw new Error(`game day: there are no ${count} free ports between ${LOWEST} and ${highest} on 127.0.0.1`);
    const port = LOWEST + (at % size);
    if (isTaken.has(port) || given.has(port)) continue;
    given.add(port); // Before it is tried: another call of this process may be looking at the same time.
    if (await isFree(port)) free.push(port);
    else given.delete(port);
  }
  return free;
}

/** Source: ip(7), ip_local_port_range. */
const lowestEphemeral = (): number =>
  Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0]);

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
