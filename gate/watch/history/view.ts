import { availabilityOf, within, type Availability } from './availability.ts';
import type { HistoryRow } from './row.ts';

/** What GET /v1/history answers, and all that the status page knows. Moments are ISO 8601. */
export interface HistoryView {
  project: string;
  relay: string | null;
  now: string;
  everyMs: number;
  nextRunAt: string | null;
  runningSince: string | null;
  /** The newest run, with the start of the first run in a row that said the same. */
  current: (HistoryRow & { since: string; sinceIsOldestKnown: boolean }) | null;
  /** Milliseconds since the newest run started. */
  ageMs: number | null;
  /** Milliseconds: what is older than this says nothing about now. */
  staleAfterMs: number;
  availability: Availability[];
  hours: number;
  /** The runs of the last hours, oldest first. */
  rows: HistoryRow[];
  /** The newest fifty that were no pass, newest first, from the whole history. */
  failures: HistoryRow[];
}

/** What the history does not know. Milliseconds since 1970, where it is not said otherwise. */
export interface Surroundings {
  project: string;
  relay: string | undefined;
  everyMs: number;
  now: number;
  nextRunAt: number | undefined;
  runningSince: number | undefined;
}

const DAYS = [1, 7, 30];
const FAILURES_AT_MOST = 50;
const SLACK_MS = 60_000;

/** Milliseconds after which a verdict says nothing about now: two runs are missing, and a minute for a slow one. */
export const staleAfter = (everyMs: number): number => 2 * everyMs + SLACK_MS;

const iso = (moment: number | undefined): string | null =>
  moment === undefined ? null : new Date(moment).toISOString();

/** Only what was seen of the same relay; a run that does not know its relay counts for each. */
const ofRelay = (rows: HistoryRow[], relay: string | undefined): HistoryRow[] =>
  relay === undefined ? rows : rows.filter((row) => row.relay === null || row.relay === relay);

function currentOf(rows: HistoryRow[]): HistoryView['current'] {
  const newest = rows.at(-1);
  if (!newest) return null;
  const before = rows.findLastIndex(({ verdict }) => verdict !== newest.verdict);
  const since = rows[before + 1]?.startedAt ?? newest.startedAt;
  return { ...newest, since, sinceIsOldestKnown: before === -1 };
}

/** The view of a history over some hours. */
export function viewOf(all: HistoryRow[], hours: number, around: Surroundings): HistoryView {
  const { project, relay, everyMs, now } = around;
  const rows = ofRelay(all, relay);
  const current = currentOf(rows);
  return {
    project,
    relay: relay ?? current?.relay ?? null,
    now: new Date(now).toISOString(),
    everyMs,
    nextRunAt: iso(around.nextRunAt),
    runningSince: iso(around.runningSince),
    current,
    ageMs: current && Math.max(0, now - Date.parse(current.startedAt)),
    staleAfterMs: staleAfter(everyMs),
    availability: DAYS.map((days) => availabilityOf(rows, days * 24, now)),
    hours,
    rows: within(rows, hours, now),
    failures: rows
      .filter(({ verdict }) => verdict !== 'pass')
      .slice(-FAILURES_AT_MOST)
      .toReversed(),
  };
}
