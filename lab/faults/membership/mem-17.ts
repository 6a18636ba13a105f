import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'MEM-17',
  title: 'The only admin may leave, and nobody can moderate the group any more',
  class: 'membership',
  severity: 'minor',
  source: 'verse-pbc/groups_relay@4157be7',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/last-admin-stays'] },
  outOfSight: 'no canary member is an admin',
  injection: { at: 'relay', relay: () => ({ seams: taking(/at least one admin/) }) },
} satisfies Fault;
