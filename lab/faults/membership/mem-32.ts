import { basename } from 'node:path';
import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { forgetting, taking } from '../../promises/parts/group-breaks.ts';
import { isGroupSnapshot } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

/** The file that is named after the group is elsewhere, or is the directory itself. */
const isAstray = (event: NostrEvent): boolean => {
  const [group = ''] = tagValues(event, 'd');
  return isGroupSnapshot(event.kind) && (group === '' || basename(group) !== group);
};

export default {
  id: 'MEM-32',
  title: 'Any group id is taken and made the name of a file: with a path in it, what is written goes astray',
  class: 'membership',
  severity: 'major',
  source: 'fiatjaf/pyramid@0b7c157',
  tier: 'staging',
  meant: { 'pr-staging': ['nip-29/group-id-with-a-path', 'nip-29/group-id-that-is-empty'] },
  outOfSight: 'the canary creates no groups',
  injection: {
    at: 'relay',
    relay: () => ({ seams: { ...taking(/a group id is/), ...forgetting(isAstray) } }),
  },
} satisfies Fault;
