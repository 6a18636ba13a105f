import { Redis, type RedisOptions } from 'ioredis';
import { MajorityConnector } from './majority-connector.ts';
import type { RedisGroup } from './start.ts';

interface ConnectOptions {
  /**
   * Subscribes at all Sentinels to +switch-master and leaves the old master at once. Without it a client stays with a master that is
   * frozen or parted for as long as the connection lives. Default: true.
   */
  failoverDetector?: boolean;
  /** Milliseconds for an answer (ioredis waits for ever). Default 1,000. */
  answerWithinMs?: number;
  /** Milliseconds to connect, to a Sentinel or a master. Default 1,000. */
  connectWithinMs?: number;
}

type Group = Pick<RedisGroup, 'group' | 'sentinels' | 'doors'>;

/**
 * A client that asks all Sentinels who is master and believes most of them, also again after each lost connection. A command is sent once or not at all: nothing
 * waits in a queue while there is no connection, and nothing is sent again afterwards, since it may have been done. It never throws
 * for a lost connection; listen to `error`, or read what the commands say. Ends with `disconnect()`.
 */
export function connectRedis({ group, sentinels, doors }: Group, options: ConnectOptions = {}): Redis {
  const { failoverDetector = true, answerWithinMs = 1_000, connectWithinMs = 1_000 } = options;
  const client = new Redis({
    ...{ name: group, sentinels, natMap: { ...doors }, role: 'master', failoverDetector, Connector: MajorityConnector },
    ...{ connectTimeout: connectWithinMs, commandTimeout: answerWithinMs, sentinelCommandTimeout: connectWithinMs },
    ...{ maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false, enableOfflineQueue: false },
    ...{
      retryStrategy: soon,
      sentinelRetryStrategy: soon,
      sentinelReconnectStrategy: () => 500,
      disconnectTimeout: 100,
    },
  } satisfies RedisOptions);
  return client.on('error', () => undefined); // Otherwise ioredis writes each to the console; the commands fail anyway.
}

const soon = (times: number): number => Math.min(50 * times, 500);

/** What became of one command, as the writer knows it. `ambiguous` is never counted as failed: it may have been done. */
export type Written = { outcome: 'acknowledged'; answer: unknown } | { outcome: 'failed' | 'ambiguous'; words: string };

interface Demand {
  /** How many replicas have to have it before it counts as acknowledged (WAIT), and for how long that is waited for. */
  replicas: number;
  withinMs: number;
}

/**
 * What a write that must not be lost demands. The guard of the server (min-replicas-max-lag counts whole seconds, and looks once in a
 * second) takes writes for two seconds more after a partition, and all of these are lost in the failover.
 */
export const ON_ONE_REPLICA: Demand = { replicas: 1, withinMs: 200 };

/** One write. It never throws. With a demand, the command and its WAIT go out together, so that they meet the same master. */
export async function write(
  client: Redis,
  [command, ...args]: [string, ...(string | number)[]],
  demand?: Demand,
): Promise<Written> {
  try {
    if (!demand) return { outcome: 'acknowledged', answer: await client.call(command, ...args) };
    const pipeline = client
      .pipeline()
      .call(command, ...args)
      .call('WAIT', demand.replicas, demand.withinMs);
    const [[error, answer] = [null, null], [waitError, count] = [null, 0]] = (await pipeline.exec()) ?? [];
    if (error) throw error;
    if (waitError) return { outcome: 'ambiguous', words: `WAIT: ${waitError.message}` };
    if (Number(count) >= demand.replicas) return { outcome: 'acknowledged', answer };
    return { outcome: 'ambiguous', words: `WAIT: ${String(count)} of ${demand.replicas} replicas have it` };
  } catch (error) {
    return outcomeOf(error);
  }
}

const NEVER_SENT = /enableOfflineQueue|^All sentinels are unreachable/;

/** An error of the server is a refusal: NOREPLICAS, READONLY, LOADING, MASTERDOWN. Everything else left the answer open. */
function outcomeOf(error: unknown): { outcome: 'failed' | 'ambiguous'; words: string } {
  const { name, message } = error as Error;
  const isSure = name === 'ReplyError' || NEVER_SENT.test(message);
  return { outcome: isSure ? 'failed' : 'ambiguous', words: message };
}
