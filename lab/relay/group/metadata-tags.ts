import type { NostrEvent } from '../event/event.ts';

/** What the tags of a 9007 or 9002 say besides flags and texts (NIP-29). Undefined: nothing, it stays as it is. */
export interface MetadataTags {
  /** The id of the parent group; empty makes a root. */
  parent: string | undefined;
  /** The `child` tags, a new list in full and in order; one without an id empties the list. */
  children: string[][] | undefined;
  /** The kinds that the group takes; none is an answer, too. */
  supportedKinds: string[] | undefined;
}

export function metadataTagsOf({ tags }: NostrEvent): MetadataTags {
  const first = (name: string): string[] | undefined => tags.find(([tagName]) => tagName === name);
  const parent = first('parent');
  const children = tags.filter(([tagName]) => tagName === 'child');
  return {
    parent: parent && (parent[1] ?? ''),
    children: children.length > 0 ? children.filter(([, id]) => id !== undefined && id !== '') : undefined,
    supportedKinds: first('supported_kinds')?.slice(1),
  };
}
