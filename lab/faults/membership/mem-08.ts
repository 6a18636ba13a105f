import { answers } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'MEM-08',
  title: 'A member who asks to join, because a list lacks them, is not answered',
  class: 'membership',
  severity: 'minor',
  source: 'block/buzz#4277',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/join-of-a-member-is-harmless'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: answers('OK', (frame, send) => {
        if (frame[3] !== 'duplicate: already a member') send(frame);
      }),
    }),
  },
} satisfies Fault;
