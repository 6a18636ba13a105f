import { connectRedis, write } from '../../components/redis/client.ts';
import type { RedisBackend } from '../backends.ts';
import type { Condition } from '../say.ts';
import { Unsure, within } from '../within.ts';

/** What instances say to each other, and what Redis alone holds. */
export interface Channel {
  /** Tells all instances to look into the table. Never rejects: who hears nothing looks by itself. */
  wake: () => Promise<void>;
  /** Resolves when as many replicas as configured have it too. Throws where that is not so; Unsure where it is not known. */
  setMarker: (name: string, value: string) => Promise<void>;
  marker: (name: string) => Promise<string | undefined>;
  /** A write like that of a marker: a master that lacks replicas answers PING, and takes nothing. */
  prove: () => Promise<void>;
  close: () => void;
}

const CHANNEL = 'events';
const ANSWER_WITHIN_MS = 600;
const REPLICA_WITHIN_MS = 300;
const LISTEN_AGAIN_AFTER_MS = 500;

/** Talks to the master that the sentinels name, and follows a failover. `onWake` is called for every word of an instance. */
export function openRedisChannel(backend: RedisBackend, condition: Condition, onWake: () => void): Channel {
  const { replicas = 1, detectsFailover = true } = backend;
  const options = {
    failoverDetector: detectsFailover,
    answerWithinMs: ANSWER_WITHIN_MS,
    connectWithinMs: ANSWER_WITHIN_MS,
  };
  const [redis, listener] = [connectRedis(backend, options), connectRedis(backend, options)];
  for (const each of [redis, listener]) each.on('error', (error: Error) => condition.failed(error));
  listener.on('message', onWake);
  const listen = (): void =>
    void listener.subscribe(CHANNEL).then(onWake, (error: unknown) => {
      condition.failed(error);
      setTimeout(() => listener.status === 'ready' && listen(), LISTEN_AGAIN_AFTER_MS);
    });
  // After a failover as well: what was said meanwhile was heard by nobody.
  listener.on('ready', listen);

  const ask = async <T>(what: string, promise: Promise<T>): Promise<T> => {
    try {
      return await within(promise, ANSWER_WITHIN_MS, `redis ${what}`);
    } catch (error) {
      condition.failed(error);
      throw error;
    }
  };
  const set = async (key: string, value: string): Promise<void> => {
    const demand = replicas > 0 ? { replicas, withinMs: REPLICA_WITHIN_MS } : undefined;
    const written = await write(redis, ['SET', key, value], demand);
    if (written.outcome === 'acknowledged') return;
    const error = new (written.outcome === 'ambiguous' ? Unsure : Error)(`redis SET: ${written.words}`);
    condition.failed(error);
    throw error;
  };
  return {
    wake: () => ask('PUBLISH', redis.publish(CHANNEL, '')).then(condition.answered, () => undefined),
    setMarker: (name, value) => set(`marker:${name}`, value),
    marker: async (name) => (await ask('GET', redis.get(`marker:${name}`))) ?? undefined,
    prove: async () => {
      await set('health', '');
      condition.answered();
    },
    close: () => {
      redis.disconnect();
      listener.disconnect();
    },
  };
}
