/** The name under which the Sentinels know the group. */
export const GROUP = 'game-day';

export interface RedisAddress {
  host: string;
  port: number;
}

interface RedisPlace extends RedisAddress {
  /** Whether it also says what it has to say to others from its address, so that a partition can tell it from them. */
  isApart: boolean;
}

export interface RedisSettings extends RedisPlace {
  /** Undefined: it is the first master. */
  master?: RedisAddress | undefined;
  /** It refuses writes unless one replica was heard of within a second: what nobody else has is lost in a failover. */
  isGuarded: boolean;
}

/** The file redis.conf; Sentinel has it rewritten (CONFIG REWRITE) when it makes a master of a replica. */
export const asRedisConf = ({ master, isGuarded, ...place }: RedisSettings): string =>
  lines([
    ...atPlace(place),
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'repl-diskless-sync-delay 0',
    'repl-timeout 5',
    'shutdown-timeout 1', // Told to stop, it would wait ten seconds for replicas that are stopped too.
    'repl-backlog-size 16mb',
    'maxmemory 1gb',
    ...(isGuarded ? ['min-replicas-to-write 1', 'min-replicas-max-lag 1'] : []),
    ...(master ? [`replicaof ${master.host} ${master.port}`] : []),
  ]);

export interface SentinelSettings extends RedisPlace {
  master: RedisAddress;
  /** How many of the three have to agree that the master is down. */
  quorum: number;
  /** For how long a node says nothing until a Sentinel holds it to be down. */
  downAfterMs: number;
  failoverTimeoutMs: number;
}

/** The file sentinel.conf, which the daemon writes its own books into: made new for each start of the component. */
export const asSentinelConf = ({
  master,
  quorum,
  downAfterMs,
  failoverTimeoutMs,
  ...place
}: SentinelSettings): string =>
  lines([
    ...atPlace(place),
    `sentinel monitor ${GROUP} ${master.host} ${master.port} ${quorum}`,
    `sentinel down-after-milliseconds ${GROUP} ${downAfterMs}`,
    `sentinel failover-timeout ${GROUP} ${failoverTimeoutMs}`,
    `sentinel parallel-syncs ${GROUP} 2`,
  ]);

const atPlace = ({ host, port, isApart }: RedisPlace): string[] => [
  `bind ${host}`,
  `port ${port}`,
  'daemonize no',
  // Protected mode takes 127.0.0.1 alone for this machine, not the other addresses of the loopback.
  ...(isApart ? [`bind-source-addr ${host}`, 'protected-mode no'] : []),
];

const lines = (all: string[]): string => all.map((line) => `${line}\n`).join('');
