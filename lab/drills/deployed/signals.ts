/** As shells count: 128 and the signal's number; EX_SOFTWARE of sysexits.h for an error that reached nobody. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, error: 70 } as const;

/** Ends a session in good order: what is broken is healed, and what is known is written down. */
export interface Signals {
  /** Aborted by the first signal; more of them do not cut the healing short. */
  signal: AbortSignal;
  /** Undefined where nobody ended it. */
  exitCode: () => number | undefined;
  /** Takes the handlers away. */
  stop: () => void;
}

/** Listens for signals, and for errors that reached nobody. */
export function endOnSignals(say: (line: string) => void): Signals {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const end = (why: string, code: number): void => {
    if (exitCode !== undefined) return;
    exitCode = code;
    say(`game day: ${why}; what is broken is healed …`);
    controller.abort(new Error(why));
  };
  const onError = (error: unknown): void =>
    end(error instanceof Error ? (error.stack ?? error.message) : String(error), EXIT_CODES.error);
  const handlers = [
    ...(['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map(
      (name) => [name, (): void => end(name, EXIT_CODES[name])] as const,
    ),
    ...(['uncaughtException', 'unhandledRejection'] as const).map((name) => [name, onError] as const),
  ];
  for (const [name, handler] of handlers) process.on(name, handler);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stop: () => {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
