import { neverForgetting } from '../../promises/parts/memory.ts';
import { isDirectMessage, isEphemeral, isRelayOnly, isRosterRequest } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

/** What is between one person and the relay, or another, is none of everybody's business even here. */
const isOpen = (kind: number): boolean => !isDirectMessage(kind) && !isRosterRequest(kind) && !isRelayOnly(kind);

export default {
  id: 'DATA-09',
  title: 'Ephemeral events are stored, and served to who asks later',
  class: 'data',
  severity: 'minor',
  source: 'nostrband/noauth#239',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/ephemeral-is-not-stored'] },
  outOfSight: 'the canary writes no ephemeral events',
  injection: {
    at: 'relay',
    relay: () => ({ seams: neverForgetting(({ kind }) => isEphemeral(kind) && isOpen(kind)) }),
  },
} satisfies Fault;
