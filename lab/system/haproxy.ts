import { chmodSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Ground, Node } from '../ground/ground.ts';

/** `shipped` is what we recommend; the two others are what people have, and lose requests with. */
export type HaproxyProfile = 'shipped' | 'seed' | 'no-redispatch';

interface Timing {
  /** How often a server is asked, in milliseconds; `fall` bad answers take it out, `rise` good ones back in. */
  interMs: number;
  fall: number;
  rise: number;
  serverTimeoutMs: number;
  /** Seconds over which a server that is back gets its share. */
  slowStartSeconds: number;
  /** Lines of the backend about what is done with a request that failed. */
  again: string[];
}

/** PUT changes nothing the second time here; POST would, so it is never sent again. */
const ONLY_IDEMPOTENT = 'http-request disable-l7-retry unless { method GET HEAD OPTIONS PUT }';

/** Measured: a killed relay is out after 0.6-0.9 s with `shipped`, after 13 s with `seed`. */
export const PROFILES: Record<HaproxyProfile, Timing> = {
  shipped: {
    ...{ interMs: 500, fall: 2, rise: 2, serverTimeoutMs: 1_000, slowStartSeconds: 5 },
    again: [
      'retries 2',
      'option redispatch 1',
      'retry-on conn-failure empty-response response-timeout',
      ONLY_IDEMPOTENT,
    ],
  },
  seed: {
    ...{ interMs: 5_000, fall: 3, rise: 2, serverTimeoutMs: 5_000, slowStartSeconds: 0 },
    again: ['retries 3', 'option redispatch'],
  },
  'no-redispatch': {
    ...{ interMs: 5_000, fall: 3, rise: 2, serverTimeoutMs: 5_000, slowStartSeconds: 0 },
    again: ['retries 0', 'no option redispatch'],
  },
};

/** Of several megabytes; everything else answers within a second, or has failed. */
const MEDIA_TIMEOUT_MS = 5_000;

export interface HaproxyOptions {
  port: number;
  /** A path for the stats socket. */
  socket: string;
  profile: HaproxyProfile;
  servers: { name: string; port: number }[];
}

/**
 * The configuration: sticky by a cookie, alive by /health, WebSockets of a server that is out are closed. What a relay answers is
 * handed on: were a 503 asked of the other one instead, /api/v1/health would hide one relay behind another.
 */
export function haproxyConfiguration({ port, socket, profile, servers }: HaproxyOptions): string {
  const { interMs, fall, rise, serverTimeoutMs, slowStartSeconds, again } = PROFILES[profile];
  const slowStart = slowStartSeconds > 0 ? ` slowstart ${slowStartSeconds}s` : '';
  return `global
  nbthread 1
  stats socket ${socket} mode 600 level operator
defaults
  mode http
  timeout connect 1s
  timeout client 1h
  timeout server ${serverTimeoutMs}ms
  timeout tunnel 1h
  timeout queue 1s
frontend clients
  bind 127.0.0.1:${port}
  default_backend relays
backend relays
  balance roundrobin
  cookie SERVERID insert indirect nocache
  option httpchk GET /health
  http-request set-timeout server ${MEDIA_TIMEOUT_MS}ms if { path_beg /api/v1/media/ }
${again.map((line) => `  ${line}`).join('\n')}
  default-server inter ${interMs}ms fall ${fall} rise ${rise}${slowStart} on-marked-down shutdown-sessions
${servers.map((server) => `  server ${server.name} 127.0.0.1:${server.port} check cookie ${server.name}`).join('\n')}
`;
}

export interface Haproxy {
  node: Node;
  port: number;
  /** What HAProxy thinks of a server: UP, DOWN, or on the way: "UP 1/2". Throws where HAProxy does not answer. */
  stateOf: (server: string) => Promise<string>;
  /** The share of its weight that a server gets while it comes back slowly, in percent; undefined where it gets all. */
  shareOf: (server: string) => Promise<number | undefined>;
  /** Tells HAProxy: "set server relays/relay-1 state ready". Gives its answer. */
  tell: (command: string) => Promise<string>;
}

/** Starts HAProxy before these servers. Ready when it thinks that all are UP. */
export async function startHaproxy(
  ground: Ground,
  { port, profile, servers }: Pick<HaproxyOptions, 'port' | 'profile' | 'servers'>,
): Promise<Haproxy> {
  const directory = ground.place('haproxy');
  const [file, socket] = [join(directory, 'haproxy.cfg'), join(directory, 'stats.sock')];
  writeFileSync(file, haproxyConfiguration({ port, socket, profile, servers }));
  chmodSync(file, 0o644);
  const tell = (command: string): Promise<string> => ask(socket, command);
  const stateOf = async (server: string): Promise<string> => statusIn(await tell('show stat'), server);
  const shareOf = async (server: string): Promise<number | undefined> => {
    const share = cellIn(await tell('show stat'), server, 'throttle');
    return share === '' ? undefined : Number(share);
  };
  const isUp = async (): Promise<boolean> =>
    (await Promise.all(servers.map(({ name }) => stateOf(name)))).every((state) => state === 'UP');
  const node = ground.node({
    ...{ name: 'haproxy', program: 'haproxy', arguments: ['-db', '-f', file] },
    isReady: () => isUp().catch(() => false),
  });
  await node.start();
  return { node, port, stateOf, shareOf, tell };
}

const ANSWER_WITHIN_MS = 2_000;

function ask(socket: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const stream = connect(socket, () => stream.end(`${command}\n`));
    stream.setTimeout(ANSWER_WITHIN_MS, () => stream.destroy(new Error('haproxy: its stats socket does not answer')));
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    stream.on('error', reject);
    stream.on('close', () => resolve(said));
  });
}

/** The status of a server in HAProxy's CSV. Throws where there is no such server. */
export const statusIn = (csv: string, server: string): string => cellIn(csv, server, 'status');

function cellIn(csv: string, server: string, column: string): string {
  const [head = '', ...lines] = csv.replace(/^# /, '').split('\n');
  const columns = head.split(',');
  const row = lines.map((line) => line.split(',')).find((cells) => cells[columns.indexOf('svname')] === server);
  if (!row) throw new Error(`haproxy: there is no server ${server}`);
  return row[columns.indexOf(column)] ?? '';
}
