import type { Fault } from '../fault.ts';
import { answeredOnWire } from '../parts/read-wire.ts';

/** Three hundred in the incident; fewer here, so that a hundred messages show it. */
const MOST = 50;

export default {
  id: 'READ-24',
  title: 'Results end at fifty events, whatever limit was asked for and is advertised',
  class: 'read',
  severity: 'minor',
  source: 'nostr-protocol/nips#2317',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/history-comes-whole'] },
  outOfSight: 'a canary leaves one message in each group, and this shows with dozens',
  injection: {
    at: 'wire',
    wire: () => answeredOnWire((frames) => [...frames.slice(0, -1).slice(0, MOST), ...frames.slice(-1)]),
  },
} satisfies Fault;
