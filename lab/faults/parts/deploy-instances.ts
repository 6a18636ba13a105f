import { startHaproxy } from '../../infrastructure/haproxy.ts';
import { startFrameProxy, type Wire } from '../../proxy/frames.ts';
import type { Place } from '../fault.ts';

/**
 * One of several instances on one database: it finds everything that is stored, and delivers live only what it was sent
 * itself.
 */
function instance(): Wire {
  const own = new Set<string>();
  return {
    connection: () => {
      const live = new Set<unknown>();
      return {
        fromClient: (frame, pass) => {
          const [verb, event] = frame as [string, { id?: string } | undefined];
          if (verb === 'EVENT' && event?.id !== undefined) own.add(event.id);
          if (verb === 'REQ') live.delete(event);
          pass(frame);
        },
        fromRelay: (frame, pass) => {
          const [verb, subscription, event] = frame as [string, string, { id: string }];
          if (verb === 'EOSE') live.add(subscription);
          if (verb !== 'EVENT' || !live.has(subscription) || own.has(event.id)) pass(frame);
        },
      };
    },
  };
}

/** So many instances that tell each other nothing, behind HAProxy. */
export async function startInstances(upstream: string, count: number): Promise<Place> {
  const instances = await Promise.all(Array.from({ length: count }, () => startFrameProxy(upstream)));
  for (const each of instances) each.change(instance());
  const haproxy = await startHaproxy({ relays: instances.map(({ url }) => url) });
  return {
    url: haproxy.url,
    stop: async () => {
      await haproxy.stop();
      await Promise.all(instances.map(({ stop }) => stop()));
    },
  };
}
