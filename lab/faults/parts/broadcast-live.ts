import type { Filter } from 'nostr-tools/filter';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { FrameChanges } from '../../proxy/frames.ts';

/** Whether an event comes live to one subscription. */
type Hears = (event: NostrEvent) => boolean;

/** What comes live, after EOSE, passes only where the subscription hears it: asked for each one when it is opened. */
export function liveFrames(open: (filters: Filter[]) => Hears): Required<FrameChanges> {
  const subscriptions = new Map<unknown, { hears: Hears; isLive: boolean }>();
  return {
    fromClient: (frame, pass) => {
      const [verb, id, ...filters] = frame as [string, string, ...Filter[]];
      if (verb === 'REQ') subscriptions.set(id, { hears: open(filters), isLive: false });
      if (verb === 'CLOSE') subscriptions.delete(id);
      pass(frame);
    },
    fromRelay: (frame, pass) => {
      const [verb, id, event] = frame as [string, string, NostrEvent];
      const subscription = subscriptions.get(id);
      if (verb === 'EOSE' && subscription) subscription.isLive = true;
      if (verb !== 'EVENT' || !subscription?.isLive || subscription.hears(event)) pass(frame);
    },
  };
}
