import { watched } from '../../components/alerts/rules.ts';
import { startRedis, type RedisGroup } from '../../components/redis/start.ts';
import { openNetwork, type Network } from '../../ground/network.ts';
import type { Ground } from '../../ground/ground.ts';
import type { Backing } from '../system-stand.ts';

/** Redis with three Sentinels behind the relays, each pair at an address of its own, so that they can be parted. */
export interface BehindRedis extends Backing {
  redis: RedisGroup;
  network: Network;
}

export const SERVERS = ['redis-1', 'redis-2', 'redis-3'];

/** Without the guard the master takes writes that no replica has, and clients stay with a master that was replaced. */
export async function startBehind(ground: Ground, isGuarded: boolean): Promise<BehindRedis> {
  const network = await openNetwork(ground, 'redis');
  const redis = await startRedis(ground, { network, guard: isGuarded });
  const { group, sentinels, doors, nodes } = redis;
  const weak = isGuarded ? {} : { replicas: 0, detectsFailover: false };
  return {
    ...{ redis, network, nodes },
    watched: SERVERS.map((name) => {
      const { host, port } = redis.address(name);
      return watched(name, 'redis_ping', `${host}:${port}`);
    }),
    backends: { redis: { group, sentinels, doors, ...weak } },
    isSteady: () =>
      redis.settled(1_000).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    stop: () => redis.stop().finally(() => network.close()),
  };
}
