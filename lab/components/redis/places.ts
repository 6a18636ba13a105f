import type { Ground } from '../../ground/ground.ts';
import type { Network } from '../../ground/network.ts';
import type { RedisAddress } from './settings.ts';

/** One server. Inside are its own address and port, as the others know it; outside is where we reach it. */
export interface Place {
  name: string;
  inside: RedisAddress;
  outside: RedisAddress;
}

const HOST = '127.0.0.1';
const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

/** Three machines, each with a Redis and a Sentinel: ports on 127.0.0.1, or an address for each machine in a network. */
export async function choosePlaces(
  ground: Ground,
  network: Network | undefined,
): Promise<{ redis: Place[]; sentinels: Place[]; client: string }> {
  const machines = ['1', '2', '3'];
  if (network) {
    const hosts = machines.map(() => network.address());
    const client = network.address();
    const behindDoor = async (kind: string, index: number, port: number): Promise<Place> => {
      const inside = { host: hosts[index] ?? '', port };
      const door = await network.door({ address: inside.host, port, from: client });
      return { name: `${kind}-${index + 1}`, inside, outside: { host: HOST, port: door } };
    };
    return {
      redis: await inTurn(machines, (index) => behindDoor('redis', index, REDIS_PORT)),
      sentinels: await inTurn(machines, (index) => behindDoor('sentinel', index, SENTINEL_PORT)),
      client,
    };
  }
  const ports = await ground.ports(2 * machines.length);
  const onPort = (kind: string, index: number, port = 0): Place => {
    const inside = { host: HOST, port };
    return { name: `${kind}-${index + 1}`, inside, outside: inside };
  };
  return {
    redis: machines.map((_, index) => onPort('redis', index, ports[index])),
    sentinels: machines.map((_, index) => onPort('sentinel', index, ports[machines.length + index])),
    client: HOST,
  };
}

/** The first door starts the doorkeeper; the others find it there. */
async function inTurn<Made>(all: unknown[], make: (index: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (const index of all.keys()) made.push(await make(index));
  return made;
}
