import type { Aspect } from '../../fixtures/split-brain/report.ts';
import { startHaproxy } from '../infrastructure/haproxy.ts';
import { Registry } from './registry.ts';
import { startPyrycodeRelay } from './start.ts';

/** Instances of pyrycode-relay behind HAProxy, and what a probe has to say of them. */
export interface PyrycodeTopology {
  /** A present-tense claim about the instances. */
  name: string;
  isSplit: Aspect[];
  /** How many instances the deployment promises to be: an option of the probe. */
  instances: number;
  /** Sticky: HAProxy gives a cookie to each connection, and heeds those that come with one. */
  start(sticky: boolean): Promise<{ url: string; stop(): Promise<void> }>;
}

const STICKY = ['cookie SERVED insert indirect nocache dynamic', 'dynamic-cookie-key pyrycode'];

/** Everybody comes from one IP address here, and one probe after the other. */
const LIMITS = { burst: 1_000_000, maxConnections: 1000 };

/** Starts one relay for each registry, behind HAProxy in strict turns. */
async function startBehindHaproxy(registries: Registry[], sticky: boolean): ReturnType<PyrycodeTopology['start']> {
  const relays = await Promise.all(registries.map((registry) => startPyrycodeRelay({ registry, limits: LIMITS })));
  const stopRelays = (): Promise<unknown> => Promise.all(relays.map((relay) => relay.stop()));
  try {
    const front = await startHaproxy({ relays: relays.map(({ url }) => url), backend: sticky ? STICKY : [] });
    const stop = (): Promise<void> => front.stop().finally(stopRelays);
    return { url: front.url, stop };
  } catch (error) {
    await stopRelays();
    throw error;
  }
}

/** What is told apart, each with and without a sticky cookie. */
export const PYRYCODE_TOPOLOGIES: PyrycodeTopology[] = [
  {
    name: 'one instance of pyrycode-relay',
    isSplit: [],
    instances: 1,
    start: (sticky) => startBehindHaproxy([new Registry()], sticky),
  },
  {
    name: 'two instances of pyrycode-relay, each with a registry of its own',
    isSplit: ['live', 'count'],
    instances: 1,
    start: (sticky) => startBehindHaproxy([new Registry(), new Registry()], sticky),
  },
  {
    name: 'two instances of pyrycode-relay with one registry',
    isSplit: [],
    instances: 2,
    start: (sticky) => {
      const registry = new Registry();
      return startBehindHaproxy([registry, registry], sticky);
    },
  },
];
