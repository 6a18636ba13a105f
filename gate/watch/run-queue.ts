import type { Clock } from './clock.ts';
import type { FinishedRun, Order, Run } from './order.ts';

/** Thrown where a run was asked for and will not be made. */
export class RefusedRun extends Error {
  readonly reason: 'too-many-waiting' | 'stopping';

  constructor(reason: 'too-many-waiting' | 'stopping') {
    super(reason === 'stopping' ? 'the canary is being stopped' : 'too many runs are waiting already');
    this.name = 'RefusedRun';
    this.reason = reason;
  }
}

/** Runs in the order in which they are asked for, never two at once. */
export interface RunQueue {
  /** Waits for its turn, runs. Throws a RefusedRun after `close`, or where too many wait and it is not the schedule's. */
  submit: (order: Order) => Promise<FinishedRun>;
  /** When the current run started, by the clock that never jumps; undefined between runs. */
  runningSince: () => number | undefined;
  /** Refuses what waits and what comes. The current run goes on; resolves when it is over. */
  close: () => Promise<void>;
}

interface Waiting {
  order: Order;
  resolve: (run: FinishedRun) => void;
  reject: (reason: RefusedRun) => void;
}

interface Parts {
  run: Run;
  clock: Clock;
  /** Is told each run before whoever asked for it. */
  onFinished: (run: FinishedRun) => void;
  /** How many requested runs may wait. */
  waitingAtMost: number;
}

/** Makes the one queue of a watch. */
export function makeRunQueue({ run, clock, onFinished, waitingAtMost }: Parts): RunQueue {
  const waiting: Waiting[] = [];
  let startedAt: number | undefined;
  let isClosed = false;
  let current: Promise<void> = Promise.resolve();

  const work = async ({ order, resolve }: Waiting): Promise<void> => {
    const start = clock.now();
    startedAt = start;
    const finished = { verdict: await run(order), startedAt: start };
    startedAt = undefined;
    onFinished(finished);
    resolve(finished);
    takeNext();
  };
  const takeNext = (): void => {
    const next = startedAt === undefined ? waiting.shift() : undefined;
    if (next) current = work(next);
  };

  return {
    submit: (order) => {
      const requested = waiting.filter(({ order: { trigger } }) => trigger === 'request').length;
      if (isClosed) return Promise.reject(new RefusedRun('stopping'));
      if (order.trigger === 'request' && startedAt !== undefined && requested >= waitingAtMost)
        return Promise.reject(new RefusedRun('too-many-waiting'));
      return new Promise((resolve, reject) => {
        waiting.push({ order, resolve, reject });
        takeNext();
      });
    },
    runningSince: () => startedAt,
    close: async () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(new RefusedRun('stopping'));
      await current;
    },
  };
}
