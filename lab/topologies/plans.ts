import type { Aspect } from '../../fixtures/split-brain/report.ts';

/** How one instance differs from a right one: on the common log, following everything, with the common key. */
export interface InstancePlan {
  /** A log of its own, a copy of the common one as it was at the start. */
  hasOwnStore?: boolean;
  /** Delivers nothing live that another instance accepted. */
  hasNoFanOut?: boolean;
  /** Its membership does not follow the log after the start. */
  hasStaleMembership?: boolean;
  /** The first canary member is missing in its membership, while the lists that it shows name them. */
  lacksMember?: boolean;
  /** The challenges that it sends are known to another process only. */
  knowsNoChallenge?: boolean;
  /** Nobody is there, and HAProxy does not know. */
  isGone?: boolean;
  version?: string;
  hasOwnKey?: boolean;
}

/** Instances behind HAProxy, and what is split by them. */
export interface Plan {
  name: string;
  title: string;
  isSplit: Aspect[];
  instances: InstancePlan[];
}

/**
 * With a cookie or without, in turns or by chance: what is split is the same. Messages that were stored elsewhere do not
 * come live either, and who was put into a group elsewhere is a stranger here, so separate stores are three splits at once.
 */
export const PLANS: Plan[] = [
  { name: 'one', title: 'one instance', isSplit: [], instances: [{ hasOwnStore: true }] },
  { name: 'right', title: 'two, one store, live delivery across', isSplit: [], instances: [{}, {}] },
  {
    ...{ name: 'separate-stores', title: 'two, each with a store of its own' },
    isSplit: ['store', 'live', 'membership'],
    instances: [{ hasOwnStore: true }, { hasOwnStore: true }],
  },
  {
    ...{ name: 'no-fan-out', title: 'two, one store, no live delivery across', isSplit: ['live'] },
    instances: [{ hasNoFanOut: true }, { hasNoFanOut: true }],
  },
  {
    ...{ name: 'one-way-fan-out', title: 'two, one store, live delivery from the second to the first only' },
    ...{ isSplit: ['live'], instances: [{}, { hasNoFanOut: true }] },
  },
  {
    ...{ name: 'half-filled-membership', title: 'right, but the second has not read one member' },
    ...{ isSplit: ['membership'], instances: [{}, { lacksMember: true }] },
  },
  {
    ...{ name: 'stale-membership', title: 'right, but the second knows the members of its start only' },
    ...{ isSplit: ['membership'], instances: [{}, { hasStaleMembership: true }] },
  },
  {
    ...{ name: 'other-version', title: 'right, but the second is of another version' },
    ...{ isSplit: ['identity'], instances: [{}, { version: '0.0.9' }] },
  },
  {
    ...{ name: 'other-key', title: 'right, but the second has another key' },
    ...{ isSplit: ['identity'], instances: [{}, { hasOwnKey: true }] },
  },
  {
    ...{ name: 'gone', title: 'right, but nobody is there where the second ought to be (TR-03)' },
    ...{ isSplit: ['reach'], instances: [{}, { isGone: true }] },
  },
  {
    ...{ name: 'unknown-challenges', title: 'right, but the second looks for its challenges elsewhere (DEP-11)' },
    ...{ isSplit: ['login'], instances: [{}, { knowsNoChallenge: true }] },
  },
];
