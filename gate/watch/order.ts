import type { Verdict } from '../verdict/verdict.ts';

/** What is asked of a run. */
export interface Order {
  /** What sets it off: schedule, or request. */
  trigger: 'schedule' | 'request';
  /** The deploy that it is about. */
  deployId?: string;
}

/** Runs the canary once. Never rejects: what leaves no verdict is a verdict too. */
export type Run = (order: Order) => Promise<Verdict>;

/** A run that is over. */
export interface FinishedRun {
  verdict: Verdict;
  /** When it started, by the clock that never jumps; milliseconds. */
  startedAt: number;
}
