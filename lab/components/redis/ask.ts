import { Redis } from 'ioredis';
import type { RedisAddress } from './settings.ts';

const WITHIN_MS = 1_000;

/** One question to one Redis or Sentinel over a connection of its own. Throws where it does not answer within a second. */
export async function ask(whom: RedisAddress, command: string, ...args: (string | number)[]): Promise<unknown> {
  const client = new Redis({
    ...{ ...whom, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableReadyCheck: false },
    ...{ connectTimeout: WITHIN_MS, commandTimeout: WITHIN_MS, disableClientInfo: true, disconnectTimeout: 0 },
  });
  client.on('error', () => undefined); // Told to whoever asks.
  try {
    await client.connect();
    return await client.call(command, ...args);
  } finally {
    client.disconnect();
  }
}

/** Whether it answers a PING with PONG now: a Redis that still loads its data does not. */
export const answers = (whom: RedisAddress): Promise<boolean> =>
  ask(whom, 'PING').then(
    (answer) => answer === 'PONG',
    () => false,
  );

/** How many replicas a master holds to be online. Throws where it does not answer. */
export async function replicasOnline(master: RedisAddress): Promise<number> {
  const information = String(await ask(master, 'INFO', 'replication'));
  return information.match(/^slave\d+:.*state=online/gm)?.length ?? 0;
}
