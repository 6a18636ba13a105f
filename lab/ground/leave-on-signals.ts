import type { Ground } from './ground.ts';

/** As shells count: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** EX_SOFTWARE of sysexits.h: none of the codes that tell how drills went. */
const UNCAUGHT = 70;

/**
 * Leaves the ground, once, where the process is told to end or an error reaches nobody, and ends with 129, 130, 143 or 70 then. A second
 * signal does not cut the clean-up short. Gives what takes the handlers away.
 */
export function leaveOnSignals(ground: Pick<Ground, 'leave' | 'session'>): () => void {
  let isLeaving = false;
  const leave = (why: string, code: number): void => {
    if (isLeaving) return;
    isLeaving = true;
    process.stderr.write(`game day: ${why}; everything is taken back …\n`);
    void ground.leave().then((failed) => {
      for (const failure of failed) process.stderr.write(`${failure}\n`);
      if (failed.length > 0) process.stderr.write('game day: something is left; try `npm run game-day -- heal`\n');
      process.exit(code);
    });
  };
  const onSignal = (signal: NodeJS.Signals): void => leave(signal, EXIT_CODES[signal as keyof typeof EXIT_CODES]);
  const onError = (error: unknown): void =>
    leave(error instanceof Error ? (error.stack ?? error.message) : String(error), UNCAUGHT);
  for (const signal of Object.keys(EXIT_CODES)) process.on(signal, onSignal);
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, onError);
  return () => {
    for (const signal of Object.keys(EXIT_CODES)) process.off(signal, onSignal);
    for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, onError);
  };
}
