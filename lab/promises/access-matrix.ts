import { tagValues } from '../../fixtures/protocol/event.ts';
import type { ShownBy } from '../relay/seams.ts';
import type { RelayOptions } from '../relay/start.ts';
import { groupMemory } from './parts/group-memory.ts';
import type { BrokenPromise } from './promise.ts';

const INSIDE = ['admin', 'member'];
const OUTSIDE = ['outsider', 'visitor'];
const STRANGER = ['stranger'];
const FOR_ALL = ['public', 'closed'];
const FOR_MEMBERS = ['private', 'hidden'];

const cells = (people: string[], groups: string[]): string[] =>
  people.flatMap((who) => groups.map((group) => `access-matrix/${who}-in-a-${group}-group`));

/** Messages are shown to everybody in one way. */
const leaking =
  (...ways: ShownBy[]): (() => RelayOptions) =>
  () => ({
    seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 9 && ways.includes(shownBy)) },
  });

/** Messages are shown to nobody in one way. */
const mute =
  (way: ShownBy): (() => RelayOptions) =>
  () => ({ seams: { visible: (healthy, { event, shownBy }) => healthy && !(event.kind === 9 && shownBy === way) } });

/** Where those inside see nothing, nobody else's test has its positive control. */
const nobodySees = (way: string, shownBy: ShownBy): BrokenPromise => ({
  broken: `messages are ${way}`,
  relay: mute(shownBy),
  red: cells([...INSIDE, ...OUTSIDE], FOR_ALL),
  beside: [...cells([...INSIDE, ...OUTSIDE], FOR_MEMBERS), ...cells(STRANGER, [...FOR_ALL, ...FOR_MEMBERS])],
});

export const BROKEN: BrokenPromise[] = [
  nobodySees('shown to nobody who asks', 'stored'),
  nobodySees('delivered live to nobody', 'live'),
  nobodySees('counted for nobody', 'count'),
  nobodySees('named to nobody by negentropy', 'negentropy'),
  {
    broken: 'private messages are shown by id to who has logged in',
    relay: leaking('stored'),
    red: cells(OUTSIDE, FOR_MEMBERS),
  },
  {
    broken: "a hidden group's messages are delivered live to everybody",
    relay: leaking('live'),
    red: cells(OUTSIDE, ['hidden']),
  },
  {
    broken: "a hidden group's messages are counted for everybody",
    relay: leaking('count'),
    red: cells(OUTSIDE, ['hidden']),
  },
  {
    broken: "a hidden group's messages are named to everybody by negentropy",
    relay: leaking('negentropy'),
    red: cells(OUTSIDE, ['hidden']),
  },
  {
    broken: 'who has not logged in sees everything',
    relay: () => ({
      seams: {
        readDecision: (healthy, { authedPubkeys }) =>
          authedPubkeys.length === 0 ? { accepted: true, reason: '' } : healthy,
        visible: (healthy, { authedPubkeys }) => healthy || authedPubkeys.length === 0,
      },
    }),
    red: cells(STRANGER, [...FOR_ALL, ...FOR_MEMBERS]),
  },
  {
    broken: "a public group's messages are delivered live to its members only",
    relay: () => {
      const { learning, knows } = groupMemory();
      return {
        seams: {
          ...learning,
          visible: (healthy, { event, shownBy, authedPubkeys }) =>
            healthy && (event.kind !== 9 || shownBy !== 'live' || knows(tagValues(event, 'h')[0], authedPubkeys)),
        },
      };
    },
    red: cells(OUTSIDE, FOR_ALL),
  },
  {
    broken: "a private group's messages are shown to nobody, its members included",
    relay: () => {
      const { learning, isPrivate } = groupMemory();
      return {
        seams: {
          ...learning,
          visible: (healthy, { event }) => healthy && !(event.kind === 9 && isPrivate(tagValues(event, 'h')[0])),
        },
      };
    },
    red: cells(INSIDE, FOR_MEMBERS),
    beside: cells([...OUTSIDE, ...STRANGER], FOR_MEMBERS),
  },
];
