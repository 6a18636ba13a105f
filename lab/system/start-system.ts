import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import type { Component, Ground, Node } from '../ground/ground.ts';
import { openLink, type Link } from '../ground/link.ts';
import type { Backends } from './backends.ts';
import { startHaproxy, type Haproxy, type HaproxyProfile } from './haproxy.ts';
import type { InstanceFile } from './main.ts';

interface SystemOptions {
  /** Default: none; the instances share a file. */
  backends?: Backends;
  /** Default: shipped. */
  haproxy?: HaproxyProfile;
  /** Default: 2. */
  instances?: number;
  /** Whether HAProxy reaches each instance over a link that can be made bad. Default: false. */
  hasLinks?: boolean;
  /** Called when it is known where everything will be, before anything of it is started. */
  placed?: (places: Places) => void;
}

/** An instance and where it listens itself, past HAProxy. */
export interface Instance {
  name: string;
  port: number;
  node: Node;
  /** The way of HAProxy, and of Prometheus, to it, and its port; the port is its own where there is no link. */
  link: Link | undefined;
  reachedAt: number;
}

/** The system under drill, running. */
export interface System extends Component {
  /** As people reach it, through HAProxy: ws://127.0.0.1:PORT and http://127.0.0.1:PORT */
  url: string;
  http: string;
  /** Bearer of this word may use /api/v1/markers and /api/v1/media. */
  token: string;
  /** What the instances share where there is no Postgres: an event per line, as JSON. */
  file: string;
  instances: Instance[];
  haproxy: Haproxy;
  stateOf: Haproxy['stateOf'];
  /** Milliseconds from the call until every server was UP. */
  startedInMs: number;
}

/** Where the system will be. */
export interface Places {
  http: string;
  instances: Pick<Instance, 'name' | 'reachedAt'>[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** So long for /health of an instance that starts: tsx compiles, Postgres is read. */
const READY_WITHIN_MS = 30_000;

/** Starts the instances, then HAProxy before them. Takes everything down again where one does not come up. */
export async function startSystem(
  ground: Ground,
  { backends = {}, haproxy: profile = 'shipped', instances: count = 2, hasLinks = false, placed }: SystemOptions = {},
): Promise<System> {
  const startedAt = performance.now();
  const [haproxyPort = 0, ...ports] = await ground.ports(1 + count);
  const directory = ground.place('system');
  const token = randomBytes(16).toString('hex');
  const common = { ...{ token, backends, file: join(directory, 'events.jsonl') }, secretKey: newKey() };
  const started = ports.map((port, index) => {
    const name = `relay-${index + 1}`;
    const file = join(directory, `${name}.json`);
    writeFileSync(file, JSON.stringify({ ...common, name, port } satisfies InstanceFile), { mode: 0o600 });
    return { name, port, node: instanceNode(ground, { name, port, file }) };
  });
  const nodes = started.map(({ node }) => node);
  const stop = async (all: Node[]): Promise<void> => {
    await Promise.allSettled(all.map((node) => node.stop(2_000)));
  };
  const instances = await reach(ground, started, hasLinks);
  const host = `127.0.0.1:${haproxyPort}`;
  placed?.({ http: `http://${host}`, instances });
  try {
    await allOrNone(nodes.map((node) => node.start()));
    const haproxy = await startHaproxy(ground, {
      ...{ port: haproxyPort, profile, servers: instances.map(({ name, reachedAt }) => ({ name, port: reachedAt })) },
    });
    const all = [...nodes, haproxy.node];
    return {
      ...{ name: 'system', nodes: all, url: `ws://${host}`, http: `http://${host}`, token, instances, haproxy },
      file: common.file,
      stateOf: haproxy.stateOf,
      startedInMs: performance.now() - startedAt,
      stop: async () => {
        await stop(all);
        for (const { link } of instances) await link?.close();
      },
    };
  } catch (error) {
    await stop(nodes);
    throw error;
  }
}

/** Opens a link to each, where there are to be links. */
const reach = (
  ground: Ground,
  started: Pick<Instance, 'name' | 'port' | 'node'>[],
  hasLinks: boolean,
): Promise<Instance[]> =>
  Promise.all(
    started.map(async (each) => {
      const link = hasLinks ? await openLink(ground, { to: { port: each.port } }) : undefined;
      return { ...each, link, reachedAt: link?.port ?? each.port };
    }),
  );

const newKey = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

/** They run as who started the drill: the repository need not be readable for the daemon user. */
function instanceNode(ground: Ground, { name, port, file }: { name: string; port: number; file: string }): Node {
  return ground.node({
    ...{ name, program: process.execPath, arguments: ['--import', 'tsx', 'lab/system/main.ts', file] },
    ...{ directory: ROOT, asDaemon: false, readyWithinMs: READY_WITHIN_MS },
    isReady: () => isAlive(port),
  });
}

async function isAlive(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/** Waits for all, so that nothing is still starting when the first failure is thrown. */
async function allOrNone(starts: Promise<void>[]): Promise<void> {
  for (const started of await Promise.allSettled(starts)) if (started.status === 'rejected') throw started.reason;
}
