import { isEphemeral } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

export default {
  id: 'BC-10',
  title: 'What is not to be stored is not delivered either',
  class: 'broadcast',
  severity: 'major',
  source: 'privkeyio/wisp#143',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/ephemeral-is-delivered'] },
  outOfSight: 'the canary writes nothing ephemeral',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () =>
        liveFrames(
          () =>
            ({ kind }) =>
              !isEphemeral(kind),
        ),
    }),
  },
} satisfies Fault;
