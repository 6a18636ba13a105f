import { drillA } from './a/drills.ts';
import { drillB } from './b/drills.ts';
import { drillC } from './c/drills.ts';
import { forRunner, type Drill, type PlantedDefect } from './drill.ts';
import { drillE } from './e/drills.ts';

/** Every drill, in the order of a session. */
export const DRILLS: Drill[] = [
  forRunner(drillA('A1', 'primary', 'kill')),
  forRunner(drillA('A2', 'primary', 'freeze')),
  forRunner(drillA('A3', 'replica', 'kill')),
  forRunner(drillA('A4', 'monitor', 'kill')),
  forRunner(drillB('B1', 'kill')),
  forRunner(drillB('B2', 'freeze')),
  forRunner(drillC('C1', 'kill')),
  forRunner(drillC('C2', 'freeze')),
  forRunner(drillC('C3', 'part')),
  forRunner(drillE('E1', 'stop')),
  forRunner(drillE('E2', 'freeze')),
];

/** Every oracle with the weak configuration that it has to see. */
export const PLANTED: PlantedDefect[] = [
  {
    drill: forRunner(drillB('B1', 'kill', 'no-redispatch')),
    defect: 'HAProxy sends no request again, nor to another relay',
    red: 'no request for a page fails',
  },
  {
    drill: forRunner(drillC('C3', 'part', false)),
    defect: 'Redis takes writes without a replica, and clients stay with a master that was replaced',
    red: 'every acknowledged marker is stored',
  },
];
