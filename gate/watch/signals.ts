/** What a signal does. */
interface Ending {
  /** After the first signal. */
  end: () => void;
  /** After the second: with 130 for SIGINT, 143 for SIGTERM. */
  endAtOnce: (exitCode: number) => void;
}

const EXIT_CODE = { SIGINT: 130, SIGTERM: 143 } as const;

/** What gets signals: `process`. */
interface Signalled {
  on: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown;
}

/** Listens for SIGINT and SIGTERM: the first ends in order, the second at once. */
export function listenForSignals(signalled: Signalled, { end, endAtOnce }: Ending): void {
  let isFirst = true;
  const listen = (signal: 'SIGINT' | 'SIGTERM'): unknown =>
    signalled.on(signal, () => {
      if (isFirst) end();
      else endAtOnce(EXIT_CODE[signal]);
      isFirst = false;
    });
  listen('SIGINT');
  listen('SIGTERM');
}
