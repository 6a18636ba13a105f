import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { fillDisk, type SmallDisk } from '../../ground/disk.ts';
import type { Component, Ground, Node } from '../../ground/ground.ts';
import { until } from '../../ground/until.ts';

export interface RabbitOptions {
  /** Whole seconds; both sides send and expect it. 0 switches heartbeats off: a frozen broker is then never noticed. Default 2. */
  heartbeatSeconds?: number;
  /** Bytes of a disk of its own, which can be filled; needs root. Default: it shares the machine's. */
  diskBytes?: number;
}

export interface Rabbit extends Component {
  readonly node: Node;
  /** amqp://127.0.0.1:PORT?heartbeat=SECONDS. The heartbeat has to stand here: as a socket option amqplib ignores it. */
  readonly url: string;
  readonly port: number;
  /** Where its queues lie; undefined where it has no disk of its own. */
  readonly disk: SmallDisk | undefined;
  /** Milliseconds from the first start to the first login. */
  readonly startedInMs: number;
  /** The broker ends by itself and says goodbye to its clients (320 CONNECTION-FORCED); then nothing of the node is left. */
  stopGracefully: () => Promise<void>;
  /** What the broker wrote to its log, by line: "2026-11-22 05:00:00.123456+00:00 [error] <0.1.0> closing AMQP connection …". */
  log: () => string[];
}

/** Debian's wrapper in /usr/sbin demands root or its own user; this is the program behind it. */
const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const CONNECT_WITHIN_MS = 2_000;
const STOP_WITHIN_MS = 20_000;

const configuration = (port: number, heartbeatSeconds: number): string => `
listeners.tcp.local = 127.0.0.1:${port}
distribution.listener.interface = 127.0.0.1
heartbeat = ${heartbeatSeconds}
handshake_timeout = 5000
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 50MB
log.console = true
log.console.level = info
log.file = false
`;

/**
 * Starts one RabbitMQ broker with a disk of its own. epmd, which the broker starts, has a port of ours and stays in the node's
 * cgroup, so that a kill takes it too. Resolves when a client can log in.
 */
export async function startRabbit(
  ground: Ground,
  { heartbeatSeconds = 2, diskBytes }: RabbitOptions = {},
): Promise<Rabbit> {
  const [port = 0, distribution, epmd] = await ground.ports(3);
  const place = ground.place('rabbitmq');
  writeFileSync(join(place, 'rabbitmq.conf'), configuration(port, heartbeatSeconds));
  writeFileSync(join(place, 'plugins'), '[].\n');
  const url = `amqp://127.0.0.1:${port}?heartbeat=${heartbeatSeconds}`;
  const node = ground.node({
    name: 'rabbitmq',
    program: PROGRAM,
    arguments: [],
    environment: {
      HOME: place,
      RABBITMQ_NODENAME: 'drill@localhost',
      RABBITMQ_DIST_PORT: `${distribution}`,
      ERL_EPMD_PORT: `${epmd}`,
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_MNESIA_BASE: join(place, 'mnesia'),
      RABBITMQ_LOG_BASE: join(place, 'log'),
      RABBITMQ_CONFIG_FILE: join(place, 'rabbitmq.conf'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_ENABLED_PLUGINS_FILE: join(place, 'plugins'),
      RABBITMQ_LOGS: '-',
    },
    isReady: () => logsIn(url),
    readyWithinMs: 60_000,
  });
  const disk =
    diskBytes === undefined ? undefined : await fillDisk(ground, node, { directory: 'mnesia', sizeBytes: diskBytes });
  const startedAt = performance.now();
  await node.start();
  return {
    name: 'rabbitmq',
    nodes: [node],
    node,
    url,
    port,
    disk,
    startedInMs: performance.now() - startedAt,
    stopGracefully: () => stopGracefully(node),
    log: () => linesOf(join(node.directory, 'output.log')),
    stop: async () => {
      await node.kill();
      await disk?.unmount();
    },
  };
}

/** SIGTERM goes to the virtual machine itself; epmd, which outlives it, is ended after it. Throws where it takes over 20 s. */
async function stopGracefully(node: Node): Promise<void> {
  const broker = node.pids().find(isBroker);
  if (broker === undefined) throw new Error('rabbitmq: the broker does not run, so it cannot be stopped');
  process.kill(broker, 'SIGTERM');
  if (!(await until(() => !isBroker(broker), STOP_WITHIN_MS)))
    throw new Error(`rabbitmq: the broker did not end within ${STOP_WITHIN_MS} ms of SIGTERM; see its log`);
  await node.kill();
}

/** Whether the process is Erlang's virtual machine and has not ended. */
function isBroker(pid: number): boolean {
  try {
    return /\(beam\.smp\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function logsIn(url: string): Promise<boolean> {
  try {
    const connection = await connect(url, { timeout: CONNECT_WITHIN_MS });
    connection.on('error', () => undefined);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
