import type { Fault } from '../fault.ts';
import { overlooking } from '../parts/data-misreading.ts';

export default {
  id: 'DATA-01',
  title: 'A deletion by id is taken and kept, and what it names is still served',
  class: 'data',
  severity: 'major',
  source: 'cameri/nostream#129',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-09/own-message-is-deleted', 'nip-09/several-are-deleted', 'nip-09/deleted-is-not-counted'],
  },
  outOfSight: 'to delete is the last that the canary does: it does not stay to look',
  injection: { at: 'relay', relay: () => ({ seams: overlooking(5, ([name]) => name === 'e') }) },
} satisfies Fault;
