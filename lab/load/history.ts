import { closeSync, openSync, writeSync } from 'node:fs';
import type { Deed, Heard } from './deed.ts';

/** All that the clients of a session did and heard, in the order in which it became known. */
export interface History {
  readonly deeds: Deed[];
  readonly heard: Heard[];
  /** Milliseconds since the session began. */
  now: () => number;
  did: (deed: Deed) => void;
  hear: (heard: Heard) => void;
  close: () => void;
}

/** Begins a session. `file`: each deed is also written there as a line of JSON, so that a crash keeps what was known. */
export function startHistory(file?: string): History {
  const startedAtMs = performance.now();
  let descriptor = file === undefined ? undefined : openSync(file, 'a');
  const [deeds, heard] = [[] as Deed[], [] as Heard[]];
  const write = (entry: Deed | Heard): void => {
    if (descriptor !== undefined) writeSync(descriptor, `${JSON.stringify(entry)}\n`);
  };
  return {
    deeds,
    heard,
    now: () => Math.round(performance.now() - startedAtMs),
    did: (deed) => {
      deeds.push(deed);
      write(deed);
    },
    hear: (entry) => {
      heard.push(entry);
      write(entry);
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
