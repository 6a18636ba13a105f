import type { HistoryRow } from './row.ts';

/** How many of the runs of some hours found the relay up. */
export interface Availability {
  hours: number;
  /** pass and degraded. */
  up: number;
  /** fail. */
  down: number;
  /** up / (up + down), from 0 to 1; null where nothing was found out. */
  share: number | null;
  /** Runs that found nothing out: neither up nor down. */
  apart: { inconclusive: number; insufficient: number; usage: number; aborted: number };
}

const HOUR_MS = 3_600_000;

/** The rows that started within some hours before a moment (milliseconds since 1970). */
export const within = (rows: HistoryRow[], hours: number, now: number): HistoryRow[] =>
  rows.filter(({ startedAt }) => Date.parse(startedAt) >= now - hours * HOUR_MS);

/** The availability over some hours before a moment (milliseconds since 1970). */
export function availabilityOf(rows: HistoryRow[], hours: number, now: number): Availability {
  const counts = { pass: 0, degraded: 0, fail: 0, inconclusive: 0, insufficient: 0, usage: 0, aborted: 0 };
  for (const { verdict } of within(rows, hours, now)) counts[verdict] += 1;
  const { pass, degraded, fail, ...apart } = counts;
  const up = pass + degraded;
  return { hours, up, down: fail, share: up + fail === 0 ? null : up / (up + fail), apart };
}
