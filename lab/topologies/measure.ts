import { BALANCES, type Balance, type Probed, type Topology } from './topology.ts';

/** A topology behind one kind of balancer, and what every probe said of it. */
export interface Measured {
  topology: Topology;
  balance: Balance;
  isSticky: boolean;
  startedInMs: number;
  probes: Probed[];
}

interface Measuring {
  /** How often a right topology is probed, and a wrong one. */
  times: { right: number; wrong: number };
  /** Strict turns without a cookie only. */
  isQuick: boolean;
  /** Called after each probe. */
  tell: (measured: Measured, probed: Probed) => void;
  /** Ends it with an error; what was started is stopped. */
  signal: AbortSignal;
}

/** What a probe called split, in its order. */
export const splitIn = ({ findings }: Probed): string[] => having(findings, ({ outcome }) => outcome === 'split');

/** What a probe could not ask. That a question does not apply is not meant. */
export const notRunIn = ({ findings }: Probed): string[] =>
  having(findings, (finding) => finding.outcome === 'not asked' && finding.didNotRun === true);

const having = (findings: Probed['findings'], holds: (finding: Probed['findings'][string]) => boolean): string[] =>
  Object.entries(findings).flatMap(([aspect, finding]) => (holds(finding) ? [aspect] : []));

/** Exactly what is split was called split; and of a right topology all that applies was asked. */
export const isAsMeant = ({ isSplit }: Pick<Topology, 'isSplit'>, probed: Probed): boolean =>
  splitIn(probed).join() === isSplit.join() && (isSplit.length > 0 || notRunIn(probed).length === 0);

/** Starts a topology behind each kind of balancer, one after the other, and probes it so many times in a row. */
export async function measure(topology: Topology, { times, isQuick, tell, signal }: Measuring): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const balance of isQuick ? BALANCES.slice(0, 1) : (topology.balances ?? BALANCES))
    for (const isSticky of isQuick ? [false] : [false, true]) {
      signal.throwIfAborted();
      const beginsAt = performance.now();
      const { probe, stop } = await topology.start({ balance, isSticky });
      const measured = {
        topology,
        balance,
        isSticky,
        startedInMs: performance.now() - beginsAt,
        probes: [] as Probed[],
      };
      all.push(measured);
      try {
        const wanted = topology.isSplit.length === 0 ? times.right : times.wrong;
        while (measured.probes.length < wanted) {
          const probed = await unless(signal, probe());
          measured.probes.push(probed);
          tell(measured, probed);
        }
      } finally {
        await stop();
      }
    }
  return all;
}

/** What a promise comes to, or the reason of the signal, whichever is first. */
const unless = <Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
