import type { RelayOptions } from '../relay/start.ts';

/**
 * One promise that the embedded relay breaks. All checks of the folder of tests/protocol that has the same name as the
 * file are run against it: those in `red` and `beside` have to be red, and no other.
 */
export interface BrokenPromise {
  /** What the relay does wrong, for example "since leaves out its own second". */
  broken: string;
  /** Made anew for each start of the relay: some faults count. */
  relay: () => RelayOptions;
  /** The requirements that are broken by this. */
  red: string[];
  /** Requirements whose checks cannot be green either while this is broken. */
  beside?: string[];
}
