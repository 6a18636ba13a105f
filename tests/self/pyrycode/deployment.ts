import { connectionsFor } from '../../../fixtures/split-brain/chance.ts';
import { probePyrycode, type PyrycodeProbeOptions } from '../../../fixtures/split-brain/pyrycode/probe.ts';
import type { Finding, SplitBrainReport } from '../../../fixtures/split-brain/report.ts';
import type { Seams } from '../../../lab/pyrycode/options.ts';
import type { RunningPyrycodeRelay } from '../../../lab/pyrycode/start.ts';
import { startTurns, type Turns } from './turns.ts';
import { test as base } from './visitor.ts';

interface Deployment {
  /** Puts relays behind a balancer, strict turns if nothing else is said; it ends with the test. */
  before: (relays: RunningPyrycodeRelay[], pick?: () => number) => Promise<Turns>;
  /** Probes, with waits that suit one machine. */
  probe: (at: { url: string }, options?: Partial<PyrycodeProbeOptions>) => Promise<SplitBrainReport>;
}

export const test = base.extend<Deployment>({
  before: async ({}, use) => {
    const fronts: Turns[] = [];
    await use(async (relays, pick) => {
      const front = await startTurns(
        relays.map(({ port }) => port),
        pick,
      );
      fronts.push(front);
      return front;
    });
    await Promise.all(fronts.map((front) => front.stop()));
  },

  probe: async ({}, use) => {
    await use(({ url }, options) => probePyrycode({ url, answerWithinMs: 1500, openWithinMs: 1500, ...options }));
  },
});

/** For probes in a row, and for seams that change what /healthz tells. */
export const MANY = { limits: { burst: 100_000, maxConnections: 1000 } };

export const toldBy = (health: Seams['health']): { seams: Partial<Seams> } => ({ seams: { health } });

/** Phones of a probe. */
export const PHONES = connectionsFor(2);

/** A finding as one line. */
export function told(finding: Finding): string {
  if (finding.outcome === 'split') return `split: ${finding.words.join('; ')}`;
  return finding.outcome === 'not asked' ? `not asked: ${finding.because}` : 'one';
}
