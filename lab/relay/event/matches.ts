import { matchFilter, type Filter } from 'nostr-tools/filter';
import type { NostrEvent } from './event.ts';
import { holdsWords } from './search.ts';

/** Whether an event matches a filter (NIP-01), its `search` included (NIP-50). `limit` says nothing about one event. */
export const matches = (filter: Filter, event: NostrEvent): boolean =>
  matchFilter(filter, event) && (filter.search === undefined || holdsWords(event, filter.search));
