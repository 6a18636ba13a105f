import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { startFrameProxy, type Wire } from '../../proxy/frames.ts';
import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

/** So many that the few connections of a visit are not all with one. */
const INSTANCES = 5;

/** Instances that serve connections in turn and share what they store; live events stay with the one that took them. */
function unlinked(): Wire {
  const takenBy = new Map<string, number>();
  let connections = 0;
  return {
    connection: () => {
      const instance = (connections += 1) % INSTANCES;
      const { fromClient, fromRelay } = liveFrames(
        () =>
          ({ id }) =>
            (takenBy.get(id) ?? instance) === instance,
      );
      return {
        fromClient: (frame, pass) => {
          if (frame[0] === 'EVENT') takenBy.set((frame[1] as NostrEvent).id, instance);
          fromClient(frame, pass);
        },
        fromRelay,
      };
    },
  };
}

/** In the field it starts some minutes after a deploy, and lasts until the next; here it has just started. */
export default {
  id: 'BC-06',
  title: 'The link between the instances was lost once and is never taken up again',
  class: 'broadcast',
  severity: 'blocker',
  source: 'cult-of-coders/redis-oplog#409',
  tier: 'soak',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    nightly: ['nightly/quiet-connections-stay'],
  },
  injection: {
    at: 'infrastructure',
    broken: async (relay) => {
      const proxy = await startFrameProxy(relay.url);
      proxy.change(unlinked());
      return { url: proxy.url, stop: proxy.stop };
    },
  },
} satisfies Fault;
