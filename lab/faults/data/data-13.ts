import { neverForgetting } from '../../promises/parts/memory.ts';
import { addressOf, isRelayOnly } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'DATA-13',
  title: 'Replaced versions of replaceable and addressable events stay in the results',
  class: 'data',
  severity: 'major',
  source: 'CodyTseng/nostr-relay-nestjs#240',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/replaceable-newest-wins', 'nip-01/addressable-newest-wins'] },
  outOfSight: 'the canary writes no replaceable events',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: neverForgetting((event) => addressOf(event) !== undefined && !isRelayOnly(event.kind)),
    }),
  },
} satisfies Fault;
