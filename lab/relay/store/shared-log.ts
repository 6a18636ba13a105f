import { fstatSync, openSync, readFileSync, readSync, watch } from 'node:fs';
import type { NostrEvent } from '../event/event.ts';
import { parseLine, readLines, writer, type EventLog } from './event-log.ts';

/** What an instance does about the others on its log. What is false here breaks in the field. */
export interface Sharing {
  /** Delivers live what others have accepted. False: shows it only to those who ask. Default: true. */
  fanOut: boolean;
  /** Lets its membership follow the log after its start. False: a cache that nobody refreshes. Default: true. */
  membership: boolean;
}

/** A log that several processes append to, each in whole lines with one write. The order of the file is that of all. */
export interface SharedLog extends EventLog {
  /**
   * Hands over what others have appended since, in order. With `until`, the id of an event that was just appended here,
   * only what stands before it. A line that is not whole yet waits for its end; one that is no event is said and left out.
   */
  follow: (take: (event: NostrEvent) => void, until?: string) => void;
  /** Calls when somebody has appended, until the log is closed. */
  onAppend: (wake: () => void) => void;
}

/**
 * Opens (or creates) a log that others may have open. Nothing is cut off its end: somebody may be writing there. So a
 * writer that dies in the middle of a line spoils the one that comes next.
 */
export function openSharedLog(file: string, say: (line: string) => void): { log: SharedLog; events: NostrEvent[] } {
  try {
    const descriptor = openSync(file, 'a+');
    const bytes = readFileSync(file);
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    const events = readLines(whole.toString('utf8'), file);
    return { events, log: sharedLog({ file, descriptor, at: whole.length, say }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`file: ${reason}; mend the file, or name another one`, { cause: error });
  }
}

interface Opened {
  file: string;
  descriptor: number;
  /** The byte from which on the file has not been read. */
  at: number;
  say: (line: string) => void;
}

function sharedLog({ file, descriptor, at, say }: Opened): SharedLog {
  const { append, close } = writer(descriptor);
  const [waiting, own] = [[] as string[], new Set<string>()];
  const watchers: { close(): void }[] = [];

  const readOn = (): void => {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - at));
    const text = bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, at));
    const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
    at += whole.length;
    if (whole.length > 0) waiting.push(...whole.toString('utf8').split('\n').slice(0, -1));
  };
  const next = (): NostrEvent | undefined => {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      const parsed = parseLine(line);
      if ('event' in parsed) return parsed.event;
      say(`file: left out a line of ${file} that is not an event (${parsed.problem})`);
    }
    return undefined;
  };
  return {
    append: (event) => {
      append(event);
      own.add(event.id);
    },
    follow: (take, until) => {
      readOn();
      for (let event = next(); event; event = next()) {
        if (!own.delete(event.id)) take(event);
        else if (event.id === until) return;
      }
    },
    onAppend: (wake) => {
      const watcher = watch(file, () => {
        try {
          wake();
        } catch (error) {
          say(`file: ${file} could not be followed: ${String(error)}`);
        }
      });
      watcher.on('error', (error) => say(`file: ${file} is not watched any more: ${error.message}`));
      watchers.push(watcher);
    },
    close: () => {
      for (const watcher of watchers) watcher.close();
      close();
    },
  };
}
