import { tagValues, type NostrEvent } from '../event/event.ts';
import { CREATE_GROUP, CREATE_INVITE, DELETE_GROUP, EDIT_METADATA, JOIN_REQUEST, UPDATE_PINS } from '../event/kinds.ts';
import type { GroupFlags } from './flags.ts';
import { pinsIn } from './judge-pins.ts';
import { metadataTagsOf } from './metadata-tags.ts';

/** A group without its people (NIP-29). */
export interface Group {
  id: string;
  flags: GroupFlags;
  /** Values of the tags `name`, `about` and `picture`. */
  texts: Map<TextName, string>;
  /** The id of the group above; undefined: a root. */
  parent: string | undefined;
  /** The `child` tags, in order. */
  children: string[][];
  /** The kinds that may be sent here; undefined: all. */
  supportedKinds: string[] | undefined;
  /** The pinned `e` and `a` tags, in order; undefined: nothing was ever pinned. */
  pins: string[][] | undefined;
  /** Invite codes that nobody has used yet. */
  unusedCodes: Set<string>;
  /** A deleted group keeps its id, so that nobody takes it over. */
  isDeleted: boolean;
}

export const TEXT_NAMES = ['name', 'about', 'picture'] as const;
type TextName = (typeof TEXT_NAMES)[number];

/** All groups, derived by applying accepted events in the order in which they were accepted. */
export class Groups {
  readonly #groups = new Map<string, Group>();
  readonly #readFlags: (event: NostrEvent) => Partial<GroupFlags>;

  constructor(readFlags: (event: NostrEvent) => Partial<GroupFlags>) {
    this.#readFlags = readFlags;
  }

  /** The group with this id, deleted ones included. */
  get(id: string): Group | undefined {
    return this.#groups.get(id);
  }

  /** Groups that are not deleted. */
  living(): Group[] {
    return [...this.#groups.values()].filter((group) => !group.isDeleted);
  }

  /** Carries out what an accepted event says about a group itself. */
  apply(event: NostrEvent): void {
    const id = tagValues(event, 'h')[0];
    if (id === undefined) return;
    if (event.kind === CREATE_GROUP && !this.#groups.has(id)) this.#groups.set(id, newGroup(id));
    const group = this.#groups.get(id);
    if (!group) return;
    if (event.kind === CREATE_GROUP || event.kind === EDIT_METADATA) this.#edit(group, event);
    if (event.kind === DELETE_GROUP) this.#delete(group);
    if (event.kind === UPDATE_PINS) group.pins = pinsIn(event);
    if (event.kind === CREATE_INVITE) for (const code of tagValues(event, 'code')) group.unusedCodes.add(code);
    if (event.kind === JOIN_REQUEST) for (const code of tagValues(event, 'code')) group.unusedCodes.delete(code);
  }

  #edit(group: Group, event: NostrEvent): void {
    Object.assign(group.flags, this.#readFlags(event));
    for (const name of TEXT_NAMES) {
      const text = tagValues(event, name)[0];
      if (text !== undefined) group.texts.set(name, text);
    }
    const { parent = group.parent, children = group.children, supportedKinds } = metadataTagsOf(event);
    group.parent = parent === '' ? undefined : parent;
    group.children = children;
    if (supportedKinds) group.supportedKinds = supportedKinds;
  }

  /** The subgroups of a deleted group become roots (NIP-29, "Subgroups"). */
  #delete(group: Group): void {
    group.isDeleted = true;
    for (const other of this.living()) {
      if (other.parent === group.id) other.parent = undefined;
      other.children = other.children.filter(([, child]) => child !== group.id);
    }
  }
}

const newGroup = (id: string): Group => ({
  id,
  flags: { private: false, closed: false, restricted: false, hidden: false },
  texts: new Map(),
  parent: undefined,
  children: [],
  supportedKinds: undefined,
  pins: undefined,
  unusedCodes: new Set(),
  isDeleted: false,
});
