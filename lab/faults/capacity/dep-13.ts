import type { Fault } from '../fault.ts';
import { startDoor } from '../parts/capacity-door.ts';

const MOST = 30;

export default {
  id: 'DEP-13',
  title: 'Who comes when all places are taken is cut without a word, instead of 429 or 503',
  class: 'capacity',
  severity: 'minor',
  source: 'privkeyio/wisp@c573615',
  tier: 'staging',
  meant: { 'pr-staging': ['transport/turned-away-is-told'] },
  outOfSight: 'it takes dozens of connections, and a visit makes a few',
  injection: {
    at: 'infrastructure',
    healthy: (relay) => startDoor(relay, MOST, 'tell'),
    broken: (relay) => startDoor(relay, MOST, 'cut'),
  },
} satisfies Fault;
