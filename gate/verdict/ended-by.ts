import { CONTEXT } from './run-context.ts';

/**
 * Which signal ended this run. Playwright ends a run in order on SIGINT only; SIGTERM, which is what containers get, is
 * turned into one. As the first process of a container, only a process with a handler is ended by it at all.
 */
let endedBy: 'SIGINT' | 'SIGTERM' | undefined;

export const signalOfRun = (): typeof endedBy => endedBy;

/** Begins to listen; once, and in the main process only: workers are ended by Playwright. */
export function listenForSignals(): void {
  if (process.env['TEST_WORKER_INDEX'] !== undefined) return;
  process.on('SIGINT', () => (endedBy ??= 'SIGINT'));
  const end = (): void => {
    endedBy ??= 'SIGTERM';
    process.kill(process.pid, 'SIGINT');
  };
  process.once('SIGTERM', end);
  if (process.env[CONTEXT.gated] !== '1') return;
  process.once('disconnect', end); // The gate has vanished, and nobody will act on a verdict.
  process.channel?.unref();
}
