import { existsSync } from 'node:fs';
import type { FrontendStream } from '../../streams-api/frontend/stream.ts';
import { Store } from '../../streams-api/store/store.ts';
import type { Deed } from '../deed.ts';

/** What the versions have written, taken together. */
export interface Books {
  /** Whose each stream is. */
  owners: Map<string, string>;
  /** The streams that are settled, as one of the versions has it. */
  ended: Set<string>;
  /** The hashes of the payments of each stream: a copied one counts once. */
  payments: Map<string, Set<string>>;
}

/** Reads the files of all versions, once nobody writes to them. */
export async function readBooks(files: string[]): Promise<Books> {
  const books: Books = { owners: new Map(), ended: new Set(), payments: new Map() };
  for (const file of files.filter((each) => existsSync(each))) {
    const store = await Store.open<FrontendStream>(file);
    for (const { user, row } of store.streams()) {
      books.owners.set(row.id, user);
      if (row.status === 'ended') books.ended.add(row.id);
    }
    for (const { streamId, hash } of store.payments())
      books.payments.set(streamId, (books.payments.get(streamId) ?? new Set()).add(hash));
    store.close();
  }
  return books;
}

/** A stream with what was done to it: paid more than once; or settled, as its payer or the books say, and never paid. */
export function withHarm(deed: Deed, { payments, ended }: Books): Deed {
  const paid = payments.get(deed.id)?.size ?? 0;
  if (paid > 1) return { ...deed, harm: 'paid-twice' };
  return paid === 0 && (deed.outcome === 'done' || ended.has(deed.id)) ? { ...deed, harm: 'lost' } : deed;
}
