import { tagValues } from '../../../fixtures/protocol/event.ts';
import { isModeration } from '../../relay/event/kinds.ts';
import { refusing } from '../../promises/parts/group-breaks.ts';
import type { Fault, RelayChange } from '../fault.ts';

/** Clients of the incident wait for so long. */
const LATE_MS = 1500;

function lateRights(): RelayChange {
  const created = new Map<string, number>();
  return {
    seams: {
      store: (event, next) => {
        if (event.kind === 9007) created.set(tagValues(event, 'h')[0] ?? '', performance.now());
        next(event);
      },
      ...refusing((event) => {
        const since = created.get(tagValues(event, 'h')[0] ?? '');
        return isModeration(event.kind) && since !== undefined && performance.now() - since < LATE_MS;
      }, 'restricted: you may not moderate this group'),
    },
  };
}

export default {
  id: 'MEM-31',
  title: 'Who creates a group has no rights in it for a second and a half after the OK',
  class: 'membership',
  severity: 'minor',
  source: 'barrydeen/wisp#471',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/creator-may-at-once'] },
  outOfSight: 'the canary creates no groups',
  injection: { at: 'relay', relay: lateRights },
} satisfies Fault;
