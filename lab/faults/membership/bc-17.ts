import { isGroupSnapshot } from '../../relay/event/kinds.ts';
import type { Fault, RelayChange } from '../fault.ts';

const BUFFERED_MS = 100;

/** What the relay signs itself is buffered, and the buffer is emptied from the end. */
function lastFirst(): RelayChange {
  const buffer: (() => void)[] = [];
  const empty = (): void => {
    for (const send of buffer.splice(0).reverse()) send();
  };
  return {
    seams: {
      deliver: (event, _subscription, next) => {
        if (!isGroupSnapshot(event.kind)) next();
        else if (buffer.push(next) === 1) setTimeout(empty, BUFFERED_MS);
      },
    },
  };
}

export default {
  id: 'BC-17',
  title: 'When members change quickly, the older list comes live after the newer one',
  class: 'membership',
  severity: 'major',
  source: 'verse-pbc/groups_relay@3ac0b27',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/list-comes-live-in-order'] },
  outOfSight: 'only an admin changes who is in a group',
  injection: { at: 'relay', relay: lastFirst },
} satisfies Fault;
