import type { Finding, SplitBrainReport } from '../../fixtures/split-brain/report.ts';

/** What is read of a report here; each protocol has a probe of its own, with its own aspects. */
export interface Probed extends Pick<SplitBrainReport, 'connections' | 'chances' | 'seen' | 'durationMs'> {
  findings: Record<string, Finding>;
}

/** How HAProxy deals out connections: strict turns, or each by chance alone. */
export const BALANCES = ['roundrobin', 'random'] as const;

export type Balance = (typeof BALANCES)[number];

export interface StartOptions {
  /** Whether HAProxy gives a cookie that keeps a client with its instance. */
  isSticky: boolean;
  /** Default: roundrobin. */
  balance?: Balance;
}

/** Instances behind one address, while they run. */
export interface StartedTopology {
  /** As clients reach it. */
  url: string;
  /** What a deployment's settings would say of it, such as STAGING_RELAY_URL. Empty where its probe needs none. */
  settings: Record<string, string>;
  probe: () => Promise<Probed>;
  /** Stops everything and removes what was written. */
  stop: () => Promise<void>;
}

/** A way to run instances behind one address, and what has to be found split there. */
export interface Topology {
  /** For --only. */
  name: string;
  title: string;
  /** Aspects, in the order of its probe's findings; empty where it is right. */
  isSplit: string[];
  /** Default: all. */
  balances?: readonly Balance[];
  /** Throws, with everything stopped and removed again, where something does not come up. */
  start: (options: StartOptions) => Promise<StartedTopology>;
}
