import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { NotTaken, type Row, type Table } from '../../../lab/system/store/table.ts';

/** A table in memory that several relays may share; its faults are set from outside. */
export interface MemoryTable extends Table {
  rows: Row[];
  /** Each append so far: the ids, and whether it was a retry. */
  appends: { ids: string[]; isRetry: boolean }[];
  /** What the next appends throw, in order; `late`: after it was done. */
  failures: ({ error: Error; late?: boolean } | undefined)[];
  /** Appends wait for this. */
  gate: Promise<void>;
}

/** An empty table. */
export function memoryTable(): MemoryTable {
  const table: MemoryTable = {
    ...{ rows: [], appends: [], failures: [], gate: Promise.resolve() },
    append: async (events, isRetry) => {
      table.appends.push({ ids: events.map(({ id }) => id), isRetry });
      const failure = table.failures.shift();
      await table.gate;
      if (failure && !failure.late) throw failure.error;
      for (const event of events) keep(table.rows, event);
      if (failure) throw failure.error;
    },
    after: (seq, limit) => Promise.resolve(table.rows.filter((row) => row.seq > seq).slice(0, limit)),
    prove: () => Promise.resolve(),
  };
  return table;
}

/** So many times the connection was refused. */
export const refusals = (times: number): { error: Error }[] =>
  Array.from({ length: times }, () => ({ error: new NotTaken('connect ECONNREFUSED') }));

function keep(rows: Row[], event: NostrEvent): void {
  if (!rows.some((row) => row.event.id === event.id)) rows.push({ seq: rows.length + 1, event });
}
