import type { Component, Ground, Node } from '../../ground/ground.ts';
import type { Network } from '../../ground/network.ts';
import { until } from '../../ground/until.ts';
import { answers, replicasOnline } from './ask.ts';
import { choosePlaces, type Place } from './places.ts';
import { eventsOf, hasQuorum, masterByMajority, type SentinelEvent } from './sentinels.ts';
import { asRedisConf, asSentinelConf, GROUP, type RedisAddress } from './settings.ts';

export interface RedisOptions {
  /** False plants the weakness: a master that has lost its replicas takes writes, and loses them. Default: true. */
  guard?: boolean;
  /** Milliseconds of silence until a Sentinel holds a node to be down. Default: 500. */
  downAfterMs?: number;
  /** Milliseconds. Default: 3,000. */
  failoverTimeoutMs?: number;
  /** Each Redis with its Sentinel gets an address of its own there, so that they can be parted. Default: ports on 127.0.0.1. */
  network?: Network;
}

/** A master, two replicas and three Sentinels with a quorum of two: nodes redis-1 to redis-3 and sentinel-1 to sentinel-3. */
export interface RedisGroup extends Component {
  /** Under which Sentinels know the master. */
  readonly group: string;
  /** Where clients reach the Sentinels. */
  readonly sentinels: RedisAddress[];
  /** From the addresses that Sentinels give to those where a client reaches them; empty where they are the same. For ioredis' natMap. */
  readonly doors: Readonly<Record<string, RedisAddress>>;
  /** The address of each machine (a Redis and its Sentinel) by number, and that of clients: the sides of a partition. */
  readonly machines: readonly string[];
  readonly client: string;
  /** Milliseconds from the begin of the start until each step was done. */
  readonly startedInMs: Readonly<Record<string, number>>;
  node(name: string): Node;
  /** Where a client reaches a node. */
  address(name: string): RedisAddress;
  /** The name of the master as the majority of the Sentinels say; undefined where there is none. */
  master(): Promise<string | undefined>;
  /** What the Sentinels logged, by time. */
  events(): SentinelEvent[];
  /** Resolves when the master has two replicas and every Sentinel its quorum. Throws with what is not so after `withinMs` (60,000). */
  settled(withinMs?: number): Promise<void>;
}

const QUORUM = 2;
const SETTLED_WITHIN_MS = 60_000;

/** Starts all six at the same time; resolves when they are settled. Throws with the last words of what does not start. */
export async function startRedis(ground: Ground, options: RedisOptions = {}): Promise<RedisGroup> {
  const { guard = true, downAfterMs = 500, failoverTimeoutMs = 3_000, network } = options;
  const beganAt = performance.now();
  const startedInMs: Record<string, number> = {};
  const lap = (step: string): void => void (startedInMs[step] = Math.round(performance.now() - beganAt));
  const { redis, sentinels, client } = await choosePlaces(ground, network);
  const master = redis[0]?.inside ?? { host: '', port: 0 };
  const isApart = network !== undefined;

  const make = async ({ name, outside }: Place, mode: string[], conf: string): Promise<Node> => {
    await ground.run('sh', ['-c', 'cat > "$0"', `${ground.place(name)}/server.conf`], { input: conf });
    return ground.node({
      ...{ name, program: 'redis-server', arguments: ['server.conf', ...mode] },
      environment: { TZ: 'UTC' }, // Their logs say no time zone.
      isReady: () => answers(outside),
      ...(network && { namespace: network.namespace }),
    });
  };
  const sentinel = { master, quorum: QUORUM, downAfterMs, failoverTimeoutMs, isApart };
  const nodes = await Promise.all([
    ...redis.map((each, index) =>
      make(
        each,
        [],
        asRedisConf({ ...each.inside, isApart, isGuarded: guard, master: index > 0 ? master : undefined }),
      ),
    ),
    ...sentinels.map((each) => make(each, ['--sentinel'], asSentinelConf({ ...each.inside, ...sentinel }))),
  ]);
  lap('prepared');

  const node = (name: string): Node => named(name, nodes);
  const masterNow = async (): Promise<Place | undefined> => {
    const said = await masterByMajority(sentinels.map(({ outside }) => outside));
    return redis.find(({ inside }) => inside.host === said?.host && inside.port === said.port);
  };
  const missing = async (): Promise<string> => {
    const found = await masterNow();
    if (!found) return 'the Sentinels agree on no master';
    const online = await replicasOnline(found.outside).catch(() => -1);
    if (online < 0) return `the master ${found.name} does not answer`;
    if (online < redis.length - 1) return `the master ${found.name} has ${online} replicas of ${redis.length - 1}`;
    const quorate = await Promise.all(sentinels.map(({ outside }) => hasQuorum(outside, sentinels.length)));
    const without = sentinels.filter((_, index) => !quorate[index]).map(({ name }) => name);
    return without.length > 0 ? `${without.join(', ')} do not see all Sentinels` : '';
  };
  const settled = async (withinMs = SETTLED_WITHIN_MS): Promise<void> => {
    let why = '';
    if (await until(async () => (why = await missing()) === '', withinMs, 50)) return;
    throw new Error(`redis: not settled within ${withinMs} ms: ${why}`);
  };
  const stop = async (): Promise<void> => {
    const stops = await Promise.allSettled(nodes.map((each) => each.stop()));
    const failed = stops.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  };

  try {
    await Promise.all(nodes.map((each) => each.start()));
    lap('answer');
    await settled();
    lap('settled');
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  return {
    ...{ name: 'redis', nodes, node, group: GROUP, client, startedInMs, settled, stop },
    sentinels: sentinels.map(({ outside }) => outside),
    doors: isApart ? doorsOf([...redis, ...sentinels]) : {},
    machines: redis.map(({ inside }) => inside.host),
    address: (name) => named(name, [...redis, ...sentinels]).outside,
    master: async () => (await masterNow())?.name,
    events: () => eventsOf(nodes.filter(({ name }) => name.startsWith('sentinel'))),
  };
}

function named<Named extends { name: string }>(name: string, all: Named[]): Named {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`redis: no node is called ${name}; there are ${all.map((each) => each.name).join(', ')}`);
  return found;
}

const doorsOf = (places: Place[]): Record<string, RedisAddress> =>
  Object.fromEntries(places.map(({ inside, outside }) => [`${inside.host}:${inside.port}`, outside]));
