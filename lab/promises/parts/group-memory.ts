import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';

/** What a broken relay knows of its groups, learned from the events that it keeps: which are hidden or private, who is in. */
export interface GroupMemory {
  /** To be put among the seams of the relay. */
  learning: Partial<Seams>;
  isPrivate: (group: string | undefined) => boolean;
  isHidden: (group: string | undefined) => boolean;
  /** Whether one of these people was ever in the group. */
  knows: (group: string | undefined, people: readonly string[]) => boolean;
}

export function groupMemory(): GroupMemory {
  const [privateGroups, hiddenGroups] = [new Set<string>(), new Set<string>()];
  const members = new Set<string>();
  return {
    learning: {
      groupFlags: (event, healthy) => {
        const [group = ''] = tagValues(event, 'h');
        if (healthy.private) privateGroups.add(group);
        if (healthy.hidden) hiddenGroups.add(group);
        return healthy;
      },
      store: (event, next) => {
        const [group = ''] = tagValues(event, 'h');
        const arrivals = event.kind === 9000 ? tagValues(event, 'p') : event.kind === 9007 ? [event.pubkey] : [];
        for (const pubkey of arrivals) members.add(`${group} ${pubkey}`);
        next(event);
      },
    },
    isPrivate: (group = '') => privateGroups.has(group),
    isHidden: (group = '') => hiddenGroups.has(group),
    knows: (group = '', people) => people.some((pubkey) => members.has(`${group} ${pubkey}`)),
  };
}
