import { CONTEXT } from './run-context.ts';

/**
 * Which signal ended this run. Playwright ends a run in order on SIGINT only; SIGTERM, which is what containers get, is
 * turned into one. As the first process of a container, only a process with a handler is ended by it at all.
 */
let endedBy: 'SIGINT' | 'SIGTERM' | undefined;
let hasBegun = false;
let isPassedOn = false;

/** Without a test until then, something else hangs; milliseconds. */
const BEGINS_WITHIN_MS = 3_000;

export const signalOfRun = (): typeof endedBy => endedBy;

/**
 * Begins to listen; once, and in the main process only: workers are ended by Playwright. A second SIGINT ends the
 * process, as it does without us.
 */
export function listenForSignals(): void {
  if (process.env['TEST_WORKER_INDEX'] !== undefined) return;
  process.once('SIGINT', () => (endedBy ??= 'SIGINT'));
  process.once('SIGTERM', end);
  if (process.env[CONTEXT.gated] !== '1') return;
  // The gate has vanished, perhaps while this process started (then the channel is null), and nobody will act on a verdict.
  if (!process.connected && process.channel !== undefined) end();
  else process.once('disconnect', end);
  process.channel?.unref();
}

/**
 * A signal that comes before the first test begins waits for it: Playwright 1.65 does not listen yet then, or listens
 * while it makes a worker, which it forgets and waits for (Dispatcher.stop while WorkerHost.start makes a directory).
 */
export function noteTestBegin(): void {
  if (hasBegun) return;
  hasBegun = true;
  if (endedBy !== undefined) passOn();
}

function end(): void {
  endedBy ??= 'SIGTERM';
  if (hasBegun) passOn();
  else setTimeout(passOn, BEGINS_WITHIN_MS).unref();
}

function passOn(): void {
  if (!isPassedOn) process.kill(process.pid, 'SIGINT');
  isPassedOn = true;
}
