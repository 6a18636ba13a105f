import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';
import { deafTo } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { forgetting, refusing, taking } from './group-breaks.ts';

/** The 39000 of its children is not renewed when a group is deleted. */
const orphaning = (): Partial<Seams> => {
  let isOrphaned = false;
  return forgetting(({ kind }) => {
    if (kind === 9008) isOrphaned = true;
    if (kind === 9007) isOrphaned = false;
    return kind === 39000 && isOrphaned;
  });
};

/** What a group takes, what belongs to it and what it belongs to: broken promises for nip-29-groups. */
export const PLACES: BrokenPromise[] = [
  {
    broken: 'a message for two groups is taken',
    relay: () => ({ seams: taking(/name several/) }),
    red: ['nip-29/two-groups-own-first', 'nip-29/two-groups-own-last'],
  },
  {
    broken: 'good references to earlier messages are refused',
    relay: () => ({ seams: refusing((event) => tagValues(event, 'previous').some(Boolean)) }),
    red: ['nip-29/known-previous-is-taken'],
  },
  {
    broken: 'references to unknown messages are taken',
    relay: () => ({ seams: taking(/^invalid: previous/) }),
    red: ['nip-29/unknown-previous-is-refused'],
  },
  {
    broken: 'an empty reference is not answered',
    relay: () => ({ seams: deafTo((frame) => JSON.stringify(frame).includes('["previous"]')) }),
    red: ['nip-29/empty-previous-is-harmless'],
  },
  {
    broken: 'only chat messages are kept',
    relay: () => ({ seams: forgetting(({ kind }) => [11, 1111, 30023].includes(kind)) }),
    red: ['nip-29/kind-11-is-kept', 'nip-29/kind-1111-is-kept', 'nip-29/kind-30023-is-kept'],
  },
  {
    broken: 'supported_kinds is for show',
    relay: () => ({ seams: taking(/supported_kinds/) }),
    red: ['nip-29/supported-kinds-are-kept-to'],
  },
  {
    broken: 'pins are not shown',
    relay: () => ({ seams: forgetting(({ kind }) => kind === 39005) }),
    red: ['nip-29/pins-are-shown'],
  },
  {
    broken: 'everybody pins',
    relay: () => ({ seams: taking(/may not moderate/, ({ kind }) => kind === 9010) }),
    red: ['nip-29/kind-9010-needs-a-role'],
  },
  {
    broken: 'late messages are taken',
    relay: () => ({ seams: taking(/older than/) }),
    red: ['nip-29/late-message-is-refused'],
  },
  {
    broken: 'every parent is taken',
    relay: () => ({ seams: taking(/its own parent|parent group not found|a cycle/) }),
    red: [
      'nip-29/own-parent-is-not-shown',
      'nip-29/unknown-parent-is-not-shown',
      'nip-29/circle-of-parents-is-not-shown',
    ],
  },
  {
    broken: 'children of a deleted group still name it',
    relay: () => ({ seams: orphaning() }),
    red: ['nip-29/orphan-is-a-root'],
  },
];
