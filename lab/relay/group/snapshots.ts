import { GROUP_ADMINS, GROUP_MEMBERS, GROUP_METADATA, GROUP_PINS, GROUP_ROLES } from '../event/kinds.ts';
import { FLAG_NAMES } from './flags.ts';
import { TEXT_NAMES, type Group } from './groups.ts';
import { ROLES } from './roles.ts';

/** An event before the relay dates and signs it. */
export interface Snapshot {
  kind: number;
  tags: string[][];
}

/** What the relay says about a group: 39000 to 39003, and 39005 once something was pinned (NIP-29, "Group metadata events"). */
export function snapshotsOf(group: Group, members: ReadonlyMap<string, string[]>): Snapshot[] {
  const people = [...members];
  return [
    metadataOf(group),
    {
      kind: GROUP_ADMINS,
      tags: [['d', group.id], ...people.flatMap(([key, roles]) => (roles.length > 0 ? [['p', key, ...roles]] : []))],
    },
    { kind: GROUP_MEMBERS, tags: [['d', group.id], ...people.map(([key]) => ['p', key])] },
    { kind: GROUP_ROLES, tags: [['d', group.id], ...ROLES.map((role) => ['role', role.name, role.description])] },
    ...(group.pins ? [{ kind: GROUP_PINS, tags: [['d', group.id], ...group.pins] }] : []),
  ];
}

/** The 39000 of a group. */
export function metadataOf(group: Group): Snapshot {
  const texts = TEXT_NAMES.flatMap((name) => {
    const text = group.texts.get(name);
    return text === undefined ? [] : [[name, text]];
  });
  const flags = FLAG_NAMES.filter((name) => group.flags[name]).map((name) => [name]);
  const parent = group.parent === undefined ? [] : [['parent', group.parent]];
  const kinds = group.supportedKinds ? [['supported_kinds', ...group.supportedKinds]] : [];
  return { kind: GROUP_METADATA, tags: [['d', group.id], ...texts, ...flags, ...parent, ...group.children, ...kinds] };
}
