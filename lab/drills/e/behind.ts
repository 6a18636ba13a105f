import { watched } from '../../components/alerts/rules.ts';
import { openConsumer, type Consumer } from '../../components/rabbitmq/client.ts';
import { startRabbit, type Rabbit } from '../../components/rabbitmq/start.ts';
import type { Ground } from '../../ground/ground.ts';
import { ACCEPTED_EVENTS } from '../../system/events/hand-over.ts';
import type { Backing } from '../system-stand.ts';
import type { History } from '../../load/history.ts';

/** RabbitMQ behind the relays, and somebody downstream who takes every event. */
export interface BehindRabbit extends Backing {
  rabbit: Rabbit;
  /** When an event came downstream first, by its id; milliseconds of the history. */
  arrivedAtMs: ReadonlyMap<string, number>;
  /** Begins to take every event. */
  listen: (history: History) => void;
}

export type Weakness = 'no heartbeat' | 'no confirms';

/** Above the 50 MB at which the broker takes nothing more. */
const DISK_BYTES = 160 * 2 ** 20;

/** `no heartbeat`: only a heartbeat tells this system that a broker is frozen, and there is none. */
export async function startBehind(
  ground: Ground,
  { weakness, hasSmallDisk }: { weakness?: Weakness | undefined; hasSmallDisk: boolean },
): Promise<BehindRabbit> {
  const isUnnoticed = weakness === 'no heartbeat';
  const rabbit = await startRabbit(ground, {
    ...(isUnnoticed && { heartbeatSeconds: 0 }),
    ...(hasSmallDisk && { diskBytes: DISK_BYTES }),
  });
  const arrivedAtMs = new Map<string, number>();
  let consumer: Consumer | undefined;
  return {
    ...{ rabbit, arrivedAtMs },
    listen: (history) => {
      consumer = openConsumer({
        ...{ url: rabbit.url, queue: ACCEPTED_EVENTS },
        onDelivery: ({ id }) => {
          if (!arrivedAtMs.has(id)) arrivedAtMs.set(id, history.now());
        },
      });
    },
    backends: {
      rabbitmq: {
        ...{ url: rabbit.url, hasConfirms: weakness !== 'no confirms' },
        noticesBy: isUnnoticed ? 'heartbeat' : 'deadline',
      },
    },
    watched: [watched('rabbitmq', 'rabbitmq', `127.0.0.1:${rabbit.port}`)],
    nodes: [rabbit.node],
    isSteady: () => Promise.resolve(rabbit.node.isAlive() ? undefined : 'RabbitMQ does not run'),
    stop: async () => {
      await consumer?.close();
      await rabbit.stop();
    },
  };
}
