import { setTimeout as pause } from 'node:timers/promises';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { wordsOf, type Condition } from '../say.ts';
import { NotTaken, Unstorable, type Table } from './table.ts';

interface CommitsOptions {
  table: Pick<Table, 'append'>;
  condition: Condition;
  /** Until then a commit is tried again. Default 5,000. */
  withinMs?: number | undefined;
  onCommitted: (events: NostrEvent[]) => void;
  /** With the words for those who sent them: `error: …`. */
  onFailed: (events: NostrEvent[], words: string) => void;
}

export interface Commits {
  /** Hands an event over. What is added in one go is committed in one transaction. */
  add: (event: NostrEvent) => void;
  /** Whether anything waits for its commit. */
  isIdle: () => boolean;
}

const COMMIT_WITHIN_MS = 5_000;
const RETRY_AFTER_MS = 100;
const AT_ONCE = 500;

/** Added in one go: for example a change of a group and what the relay says about it. */
interface Entry {
  events: NostrEvent[];
  atMs: number;
  isTried: boolean;
  /** An attempt had no answer, so it may be there. */
  isUnsure: boolean;
}

/** Commits what is added, in that order, one transaction at a time. */
export function startCommits({
  table,
  condition,
  withinMs = COMMIT_WITHIN_MS,
  onCommitted,
  onFailed,
}: CommitsOptions): Commits {
  let waiting: Entry[] = [];
  let [isOpen, isBusy] = [false, false];

  const leave = (gone: Entry[]): void => {
    waiting = waiting.filter((entry) => !gone.includes(entry));
  };
  /** Whether it is known what became of all of them. */
  const attempt = async (entries: Entry[]): Promise<boolean> => {
    const events = entries.flatMap((entry) => entry.events);
    try {
      await table.append(
        events,
        entries.some(({ isTried }) => isTried),
      );
      condition.answered();
      leave(entries);
      onCommitted(events);
      return true;
    } catch (error) {
      if (error instanceof Unstorable) return alone(entries, error);
      condition.failed(error);
      for (const entry of entries) {
        entry.isTried = true;
        entry.isUnsure ||= !(error instanceof NotTaken);
      }
      const giveUpBeforeMs = performance.now() + RETRY_AFTER_MS - withinMs;
      const expired = entries.filter(({ atMs }) => atMs < giveUpBeforeMs);
      leave(expired);
      for (const entry of expired) onFailed(entry.events, refusalFor(error, entry.isUnsure));
      await pause(RETRY_AFTER_MS);
      return false;
    }
  };
  /** One event that cannot be stored must not take others of its transaction with it. */
  const alone = async (entries: Entry[], error: Error): Promise<boolean> => {
    if (entries.length === 1) {
      leave(entries);
      onFailed(
        entries.flatMap(({ events }) => events),
        `error: the event cannot be stored: ${error.message}`,
      );
      return true;
    }
    for (const entry of entries) if (!(await attempt([entry]))) return false;
    return true;
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      isOpen = false;
      await attempt(waiting.slice(0, AT_ONCE));
    }
    isBusy = false;
  };

  return {
    add: (event) => {
      const last = waiting.at(-1);
      if (isOpen && last) last.events.push(event);
      else {
        waiting.push({ events: [event], atMs: performance.now(), isTried: false, isUnsure: false });
        isOpen = true;
        queueMicrotask(() => (isOpen = false));
      }
      if (isBusy) return;
      isBusy = true;
      setImmediate(() => void work());
    },
    isIdle: () => !isBusy,
  };
}

const refusalFor = (error: unknown, isUnsure: boolean): string =>
  isUnsure
    ? `error: the store did not say whether it took the event, which may still appear: ${wordsOf(error)}`
    : `error: the store is away: ${wordsOf(error)}`;
