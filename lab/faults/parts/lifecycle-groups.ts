import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { RelayChange } from '../fault.ts';

const CREATE_GROUP = 9007;
const SNAPSHOTS = [39000, 39001, 39002, 39003];

/** At start only these of the groups (oldest first) come back to life; what was said in the others is still stored. */
export const loadingGroups = (choose: (groups: string[]) => string[]): RelayChange => ({
  seams: {
    replay: (events) => {
      const groups = events.filter(({ kind }) => kind === CREATE_GROUP).flatMap((event) => tagValues(event, 'h'));
      const loaded = choose(groups);
      return events.filter((event) => !isAbout(event) || loaded.includes(groupOf(event)));
    },
  },
});

const isAbout = ({ kind }: NostrEvent): boolean => kind === CREATE_GROUP || SNAPSHOTS.includes(kind);

const groupOf = (event: NostrEvent): string => tagValues(event, event.kind === CREATE_GROUP ? 'h' : 'd')[0] ?? '';
