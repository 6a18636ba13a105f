import { hasTag, type NostrEvent } from '../event/event.ts';

/** The properties of a group (NIP-29, kind 39000). */
export interface GroupFlags {
  /** Only members read. */
  private: boolean;
  /** Join requests need an invite code. Only members write, too: that is what relays in the field make of it. */
  closed: boolean;
  /** Only members write. */
  restricted: boolean;
  /** Only members learn that the group exists. */
  hidden: boolean;
}

const OPPOSITES: Record<keyof GroupFlags, string> = {
  private: 'public',
  closed: 'open',
  restricted: 'unrestricted',
  hidden: 'visible',
};

export const FLAG_NAMES = Object.keys(OPPOSITES) as (keyof GroupFlags)[];

/** The flags that the tags of a 9007 or 9002 set or clear. What is not named stays as it is. */
export function flagsFromTags(event: NostrEvent): Partial<GroupFlags> {
  const flags: Partial<GroupFlags> = {};
  for (const name of FLAG_NAMES) {
    if (hasTag(event, OPPOSITES[name])) flags[name] = false;
    if (hasTag(event, name)) flags[name] = true;
  }
  return flags;
}

/** The flags as the Unicity fork of zooid reads them: JSON in the content, e.g. `{"private":true,"closed":true}`. */
export function flagsFromJsonContent(event: NostrEvent): Partial<GroupFlags> {
  const flags: Partial<GroupFlags> = {};
  const content = parseObject(event.content);
  for (const name of FLAG_NAMES) {
    const value = content[name === 'restricted' ? 'write-restricted' : name];
    if (typeof value === 'boolean') flags[name] = value;
  }
  return flags;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
