import type { Node } from '../../ground/ground.ts';
import { until } from '../../ground/until.ts';
import { finishCheckpoint } from './ask.ts';
import type { Monitor, NodeState } from './monitor.ts';

interface Wait {
  withinMs: number;
  /** Ends the wait with an error. */
  signal?: AbortSignal;
}

const LOOK_EVERY_MS = 100;

/**
 * Resolves when one is primary and one secondary, both healthy, by the monitor's word. Helps a standby that waits for the primary's
 * checkpoint. Throws with the states where it does not come about.
 */
export async function untilPair(monitor: Monitor, { withinMs, signal }: Wait): Promise<void> {
  const isOver = async (): Promise<boolean> => {
    signal?.throwIfAborted();
    const states = await monitor.states().catch(() => []);
    const alone = states.find((state) => isSettledAs('wait_primary', state));
    if (alone) await finishCheckpoint(alone);
    return ['primary', 'secondary'].every((state) => states.some((each) => isSettledAs(state, each) && each.isHealthy));
  };
  if (await until(isOver, withinMs, LOOK_EVERY_MS)) return;
  throw new Error(`postgres: no healthy pair within ${withinMs} ms: ${await inWords(monitor)}`);
}

/** Starts both nodes. The first to register becomes the primary; the second may start as soon as the first is registered. */
export async function startPair(monitor: Monitor, [first, second]: [Node, Node], withinMs: number): Promise<void> {
  const failed = new AbortController();
  const { signal } = failed;
  const startSecond = async (): Promise<void> => {
    const isRegistered = async (): Promise<boolean> =>
      signal.aborted || (await monitor.states().catch(() => [])).length > 0;
    await until(isRegistered, withinMs, LOOK_EVERY_MS);
    if (!signal.aborted) await second.start();
  };
  try {
    await Promise.all([first.start(), startSecond(), untilPair(monitor, { withinMs, signal })]);
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

/** What the monitor says of each node, as a sentence. */
export const inWords = (monitor: Monitor): Promise<string> =>
  monitor.states().then(
    (states) => states.map(sentenceOf).join('; ') || 'no node is registered',
    (error: unknown) => `the monitor does not answer (${(error as Error).message})`,
  );

const isSettledAs = (state: string, { reported, goal }: NodeState): boolean => reported === state && goal === state;

const sentenceOf = ({ name, reported, goal, isHealthy }: NodeState): string =>
  `${name} is ${reported}, to be ${goal}${isHealthy ? '' : ', unhealthy'}`;
