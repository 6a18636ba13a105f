import type { Fault } from '../fault.ts';
import { overlooking } from '../parts/data-misreading.ts';

const isNotInThreeParts = (address = ''): boolean => address.split(':').length !== 3;

export default {
  id: 'DATA-03',
  title: 'An address is taken apart at all its colons: with a colon in its d it is not understood in a deletion',
  class: 'data',
  severity: 'minor',
  source: 'fiatjaf/khatru@8d5fc32',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-09/address-may-hold-colons'] },
  outOfSight: 'the canary writes no addressable events',
  injection: {
    at: 'relay',
    relay: () => ({ seams: overlooking(5, ([name, value]) => name === 'a' && isNotInThreeParts(value)) }),
  },
} satisfies Fault;
