import type { NostrEvent } from './event.ts';

/** Whether every word of a search occurs in the content, in any case. `key:value` pairs are extensions, here ignored (NIP-50). */
export function holdsWords(event: NostrEvent, search: string): boolean {
  const content = event.content.toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  return words.every((word) => /.:./.test(word) || content.includes(word));
}
