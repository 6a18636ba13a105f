/** Ends a drill from outside. */
export interface Interruption {
  /** Aborted, with words, when the drill has to end. */
  signal: AbortSignal;
  end: (words: string) => void;
  stop: () => void;
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Listens for signals and for errors that reach nobody; each ends the drill, which takes everything back. The process itself goes on: whoever
 * started it ends it.
 */
export function listenForEnd(): Interruption {
  const ending = new AbortController();
  const end = (words: string): void => ending.abort(words);
  const onSignal = (signal: NodeJS.Signals): void => end(`interrupted by ${signal}`);
  const onError = (error: unknown): void =>
    end(`an error reached nobody: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, onError);
  return {
    signal: ending.signal,
    end,
    stop: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, onError);
    },
  };
}
