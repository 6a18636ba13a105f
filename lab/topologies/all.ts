import { EMBEDDED } from './embedded.ts';
import { PYRYCODE } from './pyrycode.ts';
import type { Topology } from './topology.ts';

/** Every topology that is measured, of every protocol. */
export const TOPOLOGIES: Topology[] = [...EMBEDDED, ...PYRYCODE];
