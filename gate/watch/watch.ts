import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { openHistory } from './history/history.ts';
import { rowOf } from './history/row.ts';
import { staleAfter, viewOf, type HistoryView } from './history/view.ts';
import { makeReleases } from './http/releases.ts';
import { makeRunDesk } from './http/run-desk.ts';
import { startServer } from './http/server.ts';
import { keepCadence } from './keep-cadence.ts';
import type { WatchOptions } from './options.ts';
import type { FinishedRun } from './order.ts';
import { livePage } from './page/render.ts';
import type { GateRunner } from './run-gate.ts';
import { makeRunQueue, RefusedRun } from './run-queue.ts';
import { terminalLine } from './terminal-line.ts';

/** A watch that is on. */
export interface Watch {
  url: string;
  /** Asks the running gate to end, waits for it, and hangs up. */
  stop: () => Promise<void>;
}

/** What a watch needs of the world; tests put their own in its place. */
export interface World {
  clock: Clock;
  /** A number from 0 to 1. */
  random: () => number;
  gate: GateRunner;
  /** Tells of alerts that fire once more. Never rejects. */
  resendAlerts: () => Promise<unknown>;
  /** One line for people, for each run. */
  say: (line: string) => void;
  /** One sentence about what went wrong in the watch itself. */
  warn: (sentence: string) => void;
}

/** Bytes of a history file. 30 days of a run every five minutes take about 5 MB. */
const HISTORY_BYTES = 32 * 1024 * 1024;

const WAITING_AT_MOST = 3;
const REPLAY_MS = 120_000;
const RESEND_MS = 60_000;
const ANSWER_WITHIN_MS = 600_000;

/** Where the history of a project is. */
export const historyFile = ({ state, project }: Pick<WatchOptions, 'state' | 'project'>): string =>
  join(state, `history-${project}.jsonl`);

/** Begins to watch: listens, runs at once, and then in the cadence. Throws where it cannot listen. */
export async function startWatch(options: WatchOptions, world: World): Promise<Watch> {
  const { project, relay, everyMs, historyDays, listen, token } = options;
  const { clock, random, gate, say, warn, resendAlerts } = world;
  const retention = { days: historyDays, bytes: HISTORY_BYTES };
  const history = openHistory({ file: historyFile(options), retention, wall: clock.wall, warn });
  let latest: FinishedRun | undefined;
  let next: number | undefined;
  const onFinished = (finished: FinishedRun): void => {
    latest = finished;
    say(terminalLine(finished.verdict));
    history.add(rowOf(finished.verdict));
  };
  const queue = makeRunQueue({ run: gate.run, clock, onFinished, waitingAtMost: WAITING_AT_MOST });
  /** Moments of the clock that never jumps, as people read them now. */
  const onTheWall = (moment: number | undefined): number | undefined =>
    moment === undefined ? undefined : clock.wall() + moment - clock.now();
  const view = (hours: number): HistoryView =>
    viewOf(history.rows(), hours, {
      project,
      relay,
      everyMs,
      now: clock.wall(),
      nextRunAt: onTheWall(next),
      runningSince: onTheWall(queue.runningSince()),
    });
  const server = await startServer({
    listen,
    token,
    warn,
    state: {
      project,
      relay,
      historyDays,
      view,
      staleAfterMs: staleAfter(everyMs),
      latest: () => latest,
      ageOf: (startedAt) => clock.now() - startedAt,
      nextRunAt: () => onTheWall(next),
      isRunning: () => queue.runningSince() !== undefined,
      desk: makeRunDesk({ queue, clock, replayMs: REPLAY_MS, answerWithinMs: ANSWER_WITHIN_MS }),
      releases: makeReleases(clock),
      page: livePage(),
    },
  });
  const stopping = new AbortController();
  const once = async (): Promise<number> => {
    next = undefined;
    return queue.submit({ trigger: 'schedule' }).then(({ startedAt }) => startedAt, whenStopping(clock));
  };
  const onNext = (moment: number): void => void (next = moment);
  const kept = keepCadence({ ...options, clock, random, once, onNext, signal: stopping.signal });
  const resent = keepTelling(resendAlerts, clock, stopping.signal);
  return {
    url: server.url,
    stop: async () => {
      stopping.abort();
      gate.end();
      await Promise.all([queue.close(), kept, resent]);
      await server.stop();
    },
  };
}

/** An Alertmanager that restarts has forgotten what fires, and the next run may be minutes away. */
async function keepTelling(resend: World['resendAlerts'], clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    await clock.waitUntil(clock.now() + RESEND_MS, signal);
    if (signal.aborted) return;
    await resend();
  }
}

/** A run that was refused because the watch stops has no start; anything else is an error. */
const whenStopping =
  (clock: Clock) =>
  (error: unknown): number => {
    if (error instanceof RefusedRun) return clock.now();
    throw error;
  };
