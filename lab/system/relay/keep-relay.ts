import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Relay } from '../../relay/relay.ts';
import { wordsOf, type Say } from '../say.ts';
import { openPostgresTable } from '../store/postgres-table.ts';
import type { Table } from '../store/table.ts';
import { openRelayOnFile } from './on-file.ts';
import { openRelayOn, type OpenRelay } from './on-table.ts';

interface Keeping {
  /** Default: none, the instances share `file`. */
  pool: pg.Pool | undefined;
  name: string;
  file: string;
  secretKey: Uint8Array;
  say: Say;
  hasOutbox: boolean;
  pollEveryMs: number;
  onCommitted: (events: NostrEvent[]) => void;
  /** The relay of before is no more; its sockets have to go. */
  onNew: () => void;
}

export interface KeptRelay {
  relay: () => Relay;
  follow: () => Promise<void>;
  /** Undefined: without Postgres. */
  table: Table | undefined;
  close: () => void;
}

const AGAIN_AFTER_MS = 250;

/**
 * A relay that is opened anew where its memory and the store have parted: a change of a group that could not be committed cannot
 * be taken out of memory again.
 */
export async function keepRelay(keeping: Keeping): Promise<KeptRelay> {
  const { pool, say } = keeping;
  if (!pool) {
    const open = openRelayOnFile(keeping);
    return { relay: () => open.relay, follow: open.follow, table: undefined, close: open.close };
  }
  const table = await openPostgresTable(pool, { instance: keeping.name, hasOutbox: keeping.hasOutbox });
  let renewing: Promise<void> | undefined;
  let isClosed = false;

  const open = (): Promise<OpenRelay> =>
    openRelayOn({
      ...keeping,
      table,
      onSpoilt: () => void (renewing ??= renew().finally(() => (renewing = undefined))),
    });
  const renew = async (): Promise<void> => {
    say(
      'ERROR',
      'relay',
      'memory holds what the store did not take; reads everything again and sends its clients away',
    );
    while (!isClosed)
      try {
        const next = await open();
        current.close();
        current = next;
        keeping.onNew();
        return;
      } catch (error) {
        say('WARN', 'relay', `cannot read everything again yet: ${wordsOf(error)}`);
        await pause(AGAIN_AFTER_MS);
      }
  };
  let current = await open();
  return {
    relay: () => current.relay,
    follow: () => current.follow(),
    table,
    close: () => {
      isClosed = true;
      current.close();
    },
  };
}
