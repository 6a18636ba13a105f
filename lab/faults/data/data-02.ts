import type { Fault } from '../fault.ts';
import { overlooking } from '../parts/data-misreading.ts';

export default {
  id: 'DATA-02',
  title: 'A deletion by address has no effect',
  class: 'data',
  severity: 'major',
  source: 'hoytech/strfry#168',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-09/address-is-deleted'] },
  outOfSight: 'the canary writes no addressable events',
  injection: { at: 'relay', relay: () => ({ seams: overlooking(5, ([name]) => name === 'a') }) },
} satisfies Fault;
