import type { Fault } from '../fault.ts';
import { crashes } from '../parts/lifecycle-crash.ts';

export default {
  id: 'PUB-17',
  title: "A binary frame ends the process, and with it everybody's connection",
  class: 'transport',
  severity: 'major',
  source: 'verse-pbc/groups_relay@5bccd73',
  tier: 'staging',
  meant: { 'pr-staging': ['survives-bad-input/a-binary-frame'] },
  outOfSight: 'the canary sends nothing malformed to production',
  injection: {
    at: 'relay',
    relay: () => {
      const { crash, seams } = crashes();
      return {
        seams: seams((webSocket) => {
          webSocket.on('message', (_data, isBinary) => {
            if (isBinary) crash();
          });
        }),
      };
    },
  },
} satisfies Fault;
