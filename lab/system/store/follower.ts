import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Condition } from '../say.ts';
import type { Row, Table } from './table.ts';

interface FollowerOptions {
  table: Pick<Table, 'after'>;
  condition: Condition;
  /** The number of the last row that is known. */
  seen: number;
  onRows: () => void;
}

export interface Follower {
  /** Resolves when all that was committed before this call has been read, or when it cannot be read. Never rejects. */
  follow: () => Promise<void>;
  /** The next row that nobody has taken. */
  next: () => NostrEvent | undefined;
}

const PAGE = 1_000;

/** After a failure so many rows are read again: a store that lost acknowledged rows gives their numbers to others. */
const READ_AGAIN = 5_000;

/** Reads the table on from where it was read last. One question at a time; who asks meanwhile shares the next one. */
export function startFollower({ table, condition, seen, onRows }: FollowerOptions): Follower {
  const rows: NostrEvent[] = [];
  let [current, later] = [undefined, undefined] as (Promise<void> | undefined)[];

  const readOn = async (): Promise<void> => {
    try {
      for (let page: Row[] = [], isFirst = true; isFirst || page.length === PAGE; isFirst = false) {
        page = await table.after(seen, PAGE);
        seen = page.at(-1)?.seq ?? seen;
        rows.push(...page.map(({ event }) => event));
      }
      condition.answered();
      if (rows.length > 0) onRows();
    } catch (error) {
      if (!condition.isDown()) seen = Math.max(0, seen - READ_AGAIN);
      condition.failed(error);
    }
  };
  const begin = (): Promise<void> =>
    (current = readOn().finally(() => {
      current = undefined;
    }));
  return {
    follow: () => {
      if (!current) return begin();
      return (later ??= current.then(() => {
        later = undefined;
        return current ?? begin();
      }));
    },
    next: () => rows.shift(),
  };
}
