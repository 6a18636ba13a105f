import { signFast } from '../../fixtures/protocol/signing.ts';
import { answerApi } from './api/answer.ts';
import { startHealth, type Dependency } from './api/health.ts';
import type { Backends } from './backends.ts';
import { memoryOutbox, outboxIn } from './events/outbox.ts';
import { startHandOver } from './events/hand-over.ts';
import { openRedisChannel } from './fan-out/redis-channel.ts';
import { openBucket } from './media/bucket.ts';
import { keepRelay, type KeptRelay } from './relay/keep-relay.ts';
import { watchCondition, type Say } from './say.ts';
import { serve, type Served } from './serve.ts';
import { openPool } from './store/postgres-table.ts';

/** How an instance of the system is started. */
export interface InstanceOptions {
  /** Unique: "relay-1". */
  name: string;
  port: number;
  /** All instances have the same. */
  secretKey: Uint8Array;
  /** What the instances share where there is no Postgres. */
  file: string;
  /** For markers and media. */
  token: string;
  backends: Backends;
  say: Say;
}

/** Without Redis nobody wakes anybody, so the table is looked at more often. */
const POLL_EVERY_MS = { woken: 2_000, alone: 250 };

/** Starts one instance; resolves when it listens. Throws where Postgres, which it reads first, cannot be reached. */
export async function startInstance(options: InstanceOptions): Promise<{ stop: () => Promise<void> }> {
  await signFast();
  const { name, port, token, backends, say } = options;
  const { postgres, redis, rabbitmq, s3 } = backends;
  /** What is there yet: Redis may have a word for us before Postgres was read. */
  const up: { kept?: KeptRelay; served?: Served } = {};
  const pool = postgres && openPool(postgres.url);
  const inMemory = memoryOutbox();
  const outbox = pool ? outboxIn(pool, name) : inMemory;
  const handOver = rabbitmq && startHandOver(rabbitmq, outbox, watchCondition('rabbitmq', say));
  const channel = redis && openRedisChannel(redis, watchCondition('redis', say), () => void up.kept?.follow());
  const bucket = s3 && openBucket(s3);

  const kept = (up.kept = await keepRelay({
    ...{ pool, name, say, file: options.file, secretKey: options.secretKey, hasOutbox: handOver !== undefined },
    pollEveryMs: channel ? POLL_EVERY_MS.woken : POLL_EVERY_MS.alone,
    onCommitted: (events) => {
      if (handOver && !pool) for (const { id } of events) inMemory.add(id);
      handOver?.wake();
      void channel?.wake();
    },
    onNew: () => up.served?.sendAway('the store lost what was not committed, come again'),
  }));
  const dependencies: (Omit<Dependency, 'condition'> | undefined)[] = [
    kept.table && { name: 'postgres', prove: kept.table.prove },
    channel && { name: 'redis', prove: channel.prove },
    handOver && { name: 'rabbitmq', prove: handOver.prove },
    bucket && { name: 's3', prove: bucket.prove },
  ];
  const health = startHealth(
    dependencies.flatMap((each) => (each ? [{ ...each, condition: watchCondition(`health-${each.name}`, say) }] : [])),
  );
  const api = answerApi({ instance: name, token, health, channel, bucket, say });
  const served = (up.served = await serve({ port, name, relay: kept.relay, api }));
  return {
    stop: async () => {
      await served.stop();
      kept.close();
      await handOver?.close();
      channel?.close();
      bucket?.close();
      await pool?.end();
    },
  };
}
