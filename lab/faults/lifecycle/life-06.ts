import type { Fault } from '../fault.ts';
import { crashes } from '../parts/lifecycle-crash.ts';

const MESSAGES_TO_DEATH = 60;

/** It was hours in the field; here it is the sixtieth message, half of what people write in a nightly run in a hurry. */
export default {
  id: 'LIFE-06',
  title: 'Every so many messages the process dies, and all connections with it',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'verse-pbc/groups_relay@1a2880d',
  tier: 'soak',
  meant: { nightly: ['nightly/soak-loses-nothing'] },
  outOfSight: 'needs hours of traffic',
  injection: {
    at: 'relay',
    relay: () => {
      const { crash, seams } = crashes();
      let messages = 0;
      return {
        seams: {
          ...seams(),
          store: (event, next) => {
            if (event.kind === 9) messages += 1;
            if (event.kind === 9 && messages % MESSAGES_TO_DEATH === 0) crash();
            else next(event);
          },
        },
      };
    },
  },
} satisfies Fault;
