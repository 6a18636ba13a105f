import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault, RelayChange } from '../fault.ts';
import { learning } from '../parts/membership-learning.ts';

const CREATE_INVITE = 9009;

const codesIn = (event: NostrEvent): string[] =>
  tagValues(event, 'code').map((code) => `${tagValues(event, 'h')[0] ?? ''} ${code}`);

function neverUsedUp(): RelayChange {
  const codes = new Set<string>();
  return {
    seams: {
      ...learning((event) => {
        if (event.kind === CREATE_INVITE) for (const code of codesIn(event)) codes.add(code);
      }),
      ...taking(/invite code is needed/, (event) => codesIn(event).some((code) => codes.has(code))),
    },
  };
}

export default {
  id: 'MEM-19',
  title: 'An invite code is not used up: it lets in everybody who learns of it',
  class: 'membership',
  severity: 'major',
  source: 'fiatjaf/pyramid@95147d2',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/code-is-used-once'] },
  outOfSight: 'only an admin makes invite codes',
  injection: { at: 'relay', relay: neverUsedUp },
} satisfies Fault;
