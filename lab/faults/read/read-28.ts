import type { Fault } from '../fault.ts';
import { forEachSocket } from '../parts/read-sockets.ts';

export default {
  id: 'READ-28',
  title: 'COUNT is never answered, and neither is anything after it on the same connection',
  class: 'read',
  severity: 'minor',
  source: 'fiatjaf/pyramid@d03fa10',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/private-is-not-counted'], 'pr-staging': ['nip-45/count-is-answered'] },
  injection: {
    at: 'relay',
    relay: () => {
      const { socket, speaking } = forEachSocket(() => ({ isCounting: false }));
      return {
        seams: {
          socket,
          incoming: (frame, next) => {
            const worker = speaking();
            worker.isCounting ||= frame[0] === 'COUNT';
            if (!worker.isCounting) next(frame);
          },
        },
      };
    },
  },
} satisfies Fault;
