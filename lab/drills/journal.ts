import { appendFileSync } from 'node:fs';

/** One line of a session's journal. */
export interface Entry {
  /** ISO 8601. */
  at: string;
  /** Milliseconds since the drill began. */
  ms: number;
  drill: string;
  /** The last line of a drill is its verdict. */
  kind: 'phase' | 'action' | 'observation' | 'gap' | 'finding' | 'undo' | 'verdict';
  words: string;
}

/** The journal of a session: JSON lines, written at once, so that a crash leaves what was known. */
export interface Journal {
  entries: readonly Entry[];
  /** Takes down one line. `show` is called with each, for whoever watches. */
  add: (drill: string, kind: Entry['kind'], words: string) => void;
  /** The next drill begins: its milliseconds count from here. */
  begin: () => void;
}

/** Opens a journal in a file that is made, or continued. */
export function openJournal(file: string, show: (entry: Entry) => void = () => undefined): Journal {
  const entries: Entry[] = [];
  let beganAt = performance.now();
  return {
    entries,
    begin: () => (beganAt = performance.now()),
    add: (drill, kind, words) => {
      const ms = Math.round(performance.now() - beganAt);
      const entry = { at: new Date().toISOString(), ms, drill, kind, words };
      entries.push(entry);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      show(entry);
    },
  };
}
