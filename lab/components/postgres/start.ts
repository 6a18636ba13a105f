import type { Component, Ground, Node } from '../../ground/ground.ts';
import { openMonitor, type Monitor } from './monitor.ts';
import { HOST, makeMonitor, makeNode } from './nodes.ts';
import { inWords, startPair, untilPair } from './pair.ts';
import { prepare } from './prepare.ts';
import type { ProfileName } from './profiles.ts';
import { DATABASE, USER } from './settings.ts';
import { freezeWalSender, type FrozenWalSender } from './wal-sender.ts';

export interface PostgresOptions {
  /** How soon a node is given up. Default: fast. */
  profile?: ProfileName;
  /** False plants the weakness: a commit is acknowledged before the standby has it. Default: true. */
  synchronous?: boolean;
}

export interface Address {
  host: string;
  port: number;
}

/** A primary, a standby that takes over, and the monitor that decides: nodes postgres-1, postgres-2 and monitor. */
export interface Postgres extends Component, Omit<Monitor, 'close'> {
  readonly user: string;
  readonly database: string;
  /** Where the monitor listens, and the nodes by name. */
  readonly monitor: Address;
  readonly addresses: ReadonlyMap<string, Address>;
  /** Milliseconds from the begin of the start until each step was done. */
  readonly startedInMs: Readonly<Record<string, number>>;
  node(name: string): Node;
  /** Resolves when one is primary and the other secondary, both healthy. Throws with the states after `withinMs` (60,000). */
  settled(withinMs?: number): Promise<void>;
  /** Stops the one process on the primary that sends the WAL to the standby. Throws where there is none. */
  freezeWalSender(): Promise<FrozenWalSender>;
}

const NAMES = ['postgres-1', 'postgres-2'] as const;
const SETTLED_WITHIN_MS = 60_000;

/** Starts them on 127.0.0.1; resolves when writes are taken and replicated. Throws with the last words of what does not start. */
export async function startPostgres(ground: Ground, options: PostgresOptions = {}): Promise<Postgres> {
  const { profile = 'fast', synchronous: isSynchronous = true } = options;
  const startedInMs: Record<string, number> = {};
  const beganAt = performance.now();
  const lap = (step: string): void => void (startedInMs[step] = Math.round(performance.now() - beganAt));
  const [monitorPort = 0, ...ports] = await ground.ports(1 + NAMES.length);
  const places = await prepare(ground, { monitorPort, profile, isSynchronous });
  lap('prepared');

  const node = (name: string): Node => {
    const found = nodes.find((each) => each.name === name);
    if (found) return found;
    throw new Error(`postgres: no node is called ${name}; there are ${nodes.map((each) => each.name).join(', ')}`);
  };
  const make = (name: string, index: number): Node =>
    makeNode(ground, places, { name, index, port: ports[index] ?? 0, monitorPort });
  const nodes = [makeMonitor(ground, places, monitorPort), ...NAMES.map(make)];
  const address = { host: HOST, port: monitorPort };
  const monitor = openMonitor(address);
  const { states, primary, events } = monitor;
  const stop = async (): Promise<void> => {
    await monitor.close();
    const stops = await Promise.allSettled(nodes.map((each) => each.stop()));
    const failed = stops.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  };

  try {
    await node('monitor').start();
    lap('monitor');
    await startPair(monitor, [node(NAMES[0]), node(NAMES[1])], SETTLED_WITHIN_MS);
    lap('settled');
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  return {
    ...{ name: 'postgres', nodes, node, user: USER, database: DATABASE, monitor: address },
    ...{ states, primary, events, startedInMs, stop },
    addresses: new Map(NAMES.map((name, index) => [name, { host: HOST, port: ports[index] ?? 0 }])),
    settled: (withinMs = SETTLED_WITHIN_MS) => untilPair(monitor, { withinMs }),
    freezeWalSender: async () => freezeWalSender(await primaryOf(monitor)),
  };
}

async function primaryOf(monitor: Monitor): Promise<Address> {
  const primary = await monitor.primary();
  if (primary) return primary;
  throw new Error(`postgres: no primary by the monitor's word: ${await inWords(monitor)}`);
}
