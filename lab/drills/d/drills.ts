import { forRunner, type Drill, type PlantedDefect } from '../drill.ts';
import { drillCache } from './cache.ts';
import { drillWipedDisk } from './disk.ts';
import { ONLY_SIGNED } from './guests.ts';
import { RIGHT_BYTES } from './judge.ts';
import { drillDeadNodes } from './nodes.ts';
import { drillRot } from './rot.ts';

/** The drills of objects and their cache, in the order of a session. */
export const DRILLS_D: Drill[] = [
  forRunner(drillDeadNodes('D1')),
  forRunner(drillWipedDisk('D2')),
  forRunner(drillRot('D3')),
  forRunner(drillCache('D4')),
];

/** Each with one weakness. */
export const PLANTED_D: PlantedDefect[] = [
  {
    drill: forRunner(drillRot('D3', false)),
    defect: 'the system hands out what the cache gives it, without a look at the bytes',
    red: RIGHT_BYTES,
  },
  {
    drill: forRunner(drillCache('D4', 'path')),
    defect: 'the cache keeps what a signature fetched under its path alone',
    red: ONLY_SIGNED,
  },
];
