import { GROUP_ADMINS, GROUP_MEMBERS, GROUP_METADATA, GROUP_ROLES } from '../event/kinds.ts';
import { FLAG_NAMES } from './flags.ts';
import { TEXT_NAMES, type Group } from './groups.ts';
import { ROLES } from './roles.ts';

/** An event before the relay dates and signs it. */
export interface Snapshot {
  kind: number;
  tags: string[][];
}

/** What the relay says about a group: 39000, 39001, 39002 and 39003 (NIP-29, "Group metadata events"). */
export function snapshotsOf(group: Group, members: ReadonlyMap<string, string[]>): Snapshot[] {
  const texts = TEXT_NAMES.flatMap((name) => {
    const text = group.texts.get(name);
    return text === undefined ? [] : [[name, text]];
  });
  const flags = FLAG_NAMES.filter((name) => group.flags[name]).map((name) => [name]);
  const people = [...members];
  return [
    { kind: GROUP_METADATA, tags: [['d', group.id], ...texts, ...flags] },
    {
      kind: GROUP_ADMINS,
      tags: [['d', group.id], ...people.flatMap(([key, roles]) => (roles.length > 0 ? [['p', key, ...roles]] : []))],
    },
    { kind: GROUP_MEMBERS, tags: [['d', group.id], ...people.map(([key]) => ['p', key])] },
    { kind: GROUP_ROLES, tags: [['d', group.id], ...ROLES.map((role) => ['role', role.name, role.description])] },
  ];
}
