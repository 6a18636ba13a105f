/** Takes what an instance has to say to its operator. */
export type Say = (level: 'INFO' | 'WARN' | 'ERROR', about: string, words: string) => void;

/** One line per word, for a person and for grep: `2026-11-22T05:00:00.123Z level=ERROR about=postgres …`. */
export const sayTo =
  (print: (line: string) => void): Say =>
  (level, about, words) => {
    print(`${new Date().toISOString()} level=${level} about=${about} ${words.replaceAll(/\s+/g, ' ')}`);
  };

/** What is known of one backend. */
export interface Condition {
  failed: (error: unknown) => void;
  answered: () => void;
  isDown: () => boolean;
}

const REPEAT_EVERY_MS = 5_000;

/** Says when a backend fails, again every five seconds while it does, and when it is back. */
export function watchCondition(about: string, say: Say, now = (): number => performance.now()): Condition {
  let sinceMs: number | undefined;
  let [saidAtMs, failures] = [0, 0];
  return {
    failed: (error) => {
      failures += 1;
      if (sinceMs !== undefined && now() - saidAtMs < REPEAT_EVERY_MS) return;
      sinceMs ??= now();
      saidAtMs = now();
      say('ERROR', about, `fails (${failures} times so far): ${wordsOf(error)}`);
    },
    answered: () => {
      if (sinceMs === undefined) return;
      say('WARN', about, `is back after ${Math.round(now() - sinceMs)} ms and ${failures} failures`);
      sinceMs = undefined;
      failures = 0;
    },
    isDown: () => sinceMs !== undefined,
  };
}

/** The message of an error, or its code where it has none (a refused connection to several addresses). */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
}
