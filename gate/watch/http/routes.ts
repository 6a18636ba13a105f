import type { IncomingMessage } from 'node:http';
import type { HistoryView } from '../history/view.ts';
import type { FinishedRun } from '../order.ts';
import { json, refusal, type Answer } from './answer.ts';
import { metricsPage } from './metrics.ts';
import { readBody } from './read-body.ts';
import { readOrder } from './read-order.ts';
import type { Releases } from './releases.ts';
import type { RunDesk } from './run-desk.ts';

/** What the routes know of the watch. Moments are milliseconds since 1970, ages milliseconds. */
export interface WatchedState {
  project: string;
  relay: string | undefined;
  /** The newest run of this process. */
  latest: () => FinishedRun | undefined;
  /** Milliseconds since a moment of the clock that never jumps. */
  ageOf: (startedAt: number) => number;
  /** A verdict that is older says nothing about now. */
  staleAfterMs: number;
  historyDays: number;
  view: (hours: number) => HistoryView;
  nextRunAt: () => number | undefined;
  isRunning: () => boolean;
  desk: RunDesk;
  releases: Releases;
  /** The page and its headers. */
  page: Answer;
}

type Route = (url: URL, state: WatchedState, request: IncomingMessage) => Answer | Promise<Answer>;

const text = (status: number, body: string, type = 'text/plain'): Answer => ({
  status,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body,
});

/** A whole number of the query; `otherwise` where it is not given, undefined where it is no number from 1 to `most`. */
function wholeNumber(url: URL, name: string, otherwise: number, most: number): number | undefined {
  const given = url.searchParams.get(name);
  if (given === null) return otherwise;
  return /^\d{1,9}$/.test(given) && Number(given) >= 1 && Number(given) <= most ? Number(given) : undefined;
}

const wrongNumber = (name: string, most: number): Answer =>
  refusal(400, 'wrong-query', `${name} is not a whole number from 1 to ${most}`);

const SECONDS_AT_MOST = 86_400 * 365;

const verdict: Route = (url, { latest, ageOf, staleAfterMs }) => {
  const maxAge = wholeNumber(url, 'max_age', staleAfterMs / 1000, SECONDS_AT_MOST);
  if (maxAge === undefined) return wrongNumber('max_age', SECONDS_AT_MOST);
  const newest = latest();
  if (!newest) return refusal(503, 'no-run-yet', 'no run has ended since the start of the watch');
  const age = ageOf(newest.startedAt) / 1000;
  if (age > maxAge) return refusal(503, 'stale', `the newest run started ${Math.round(age)} s ago`);
  return json(200, newest.verdict, { age: String(Math.round(age)) });
};

const history: Route = (url, { view, historyDays }) => {
  const most = historyDays * 24;
  const hours = wholeNumber(url, 'hours', Math.min(24, most), most);
  return hours === undefined ? wrongNumber('hours', most) : json(200, view(hours));
};

const metrics: Route = async (_, state) => {
  const body = await metricsPage(state.latest()?.verdict, {
    nextRunAt: state.nextRunAt(),
    isRunning: state.isRunning(),
  });
  return text(200, body, 'text/plain; version=0.0.4');
};

const run: Route = async (_, { project, relay, desk, releases }, request) => {
  const read = await readBody(request);
  if ('refused' in read) return read.refused;
  const asked = readOrder(read.value, { project, relay });
  if ('refused' in asked) return asked.refused;
  if (asked.checksum !== undefined) releases.firstNamed(asked.checksum);
  return desk.ask(asked);
};

/**
 * Flagger takes 200 for "roll back", and everything else for "do not". It asks as soon as a release is there, so a red
 * run counts only if it began after the release was first named: the old version's `fail` must not undo its mend.
 */
const rollbackCheck: Route = async (_, { project, relay, latest, ageOf, staleAfterMs, releases }, request) => {
  const read = await readBody(request);
  if ('refused' in read) return read.refused;
  const asked = readOrder(read.value, { project, relay });
  if ('refused' in asked) return asked.refused;
  if (asked.checksum === undefined) return refusal(400, 'no-checksum', 'checksum names the release; it is not given');
  const named = releases.firstNamed(asked.checksum);
  const newest = latest();
  const no = (reason: string): Answer => json(412, { rollback: false, reason });
  if (!newest) return no('no-run-yet');
  if (newest.startedAt < named) return no('no-run-since-the-release');
  if (ageOf(newest.startedAt) > staleAfterMs) return no('stale');
  const { verdict: name, summary } = newest.verdict;
  return name === 'fail' ? json(200, { rollback: true, reason: 'fail', summary }) : no(name);
};

/** Each path, and what answers each method. */
export const ROUTES: Record<string, Record<string, Route>> = {
  '/': { GET: (_, { page }) => page },
  '/healthz': { GET: () => text(200, 'ok\n') },
  '/metrics': { GET: metrics },
  '/v1/verdict': { GET: verdict },
  '/v1/history': { GET: history },
  '/v1/run': { POST: run },
  '/v1/rollback-check': { POST: rollbackCheck },
};
