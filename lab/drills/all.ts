import { drillA } from './a/drills.ts';
import { drillPgBouncer } from './a/pgbench.ts';
import { drillB } from './b/drills.ts';
import { drillC } from './c/drills.ts';
import { DRILLS_D, PLANTED_D } from './d/drills.ts';
import { forRunner, type Drill, type PlantedDefect } from './drill.ts';
import { drillE } from './e/drills.ts';

/** Every drill, in the order of a session. */
export const DRILLS: Drill[] = [
  forRunner(drillA('A1', 'primary', 'kill')),
  forRunner(drillA('A2', 'primary', 'freeze')),
  forRunner(drillA('A3', 'replica', 'kill')),
  forRunner(drillA('A4', 'monitor', 'kill')),
  forRunner(drillPgBouncer('A5')),
  forRunner(drillB('B1', 'kill')),
  forRunner(drillB('B2', 'freeze')),
  forRunner(drillB('B3', 'slow')),
  forRunner(drillB('B4', 'cut')),
  forRunner(drillC('C1', 'kill')),
  forRunner(drillC('C2', 'freeze')),
  forRunner(drillC('C3', 'part')),
  ...DRILLS_D,
  forRunner(drillE('E1', 'stop')),
  forRunner(drillE('E2', 'freeze')),
  forRunner(drillE('E3', 'hang')),
  forRunner(drillE('E4', 'full')),
];

/** Every oracle with the weak configuration that it has to see. */
export const PLANTED: PlantedDefect[] = [
  {
    drill: forRunner(drillA('A1', 'primary', 'kill', false)),
    defect: 'PostgreSQL acknowledges a commit before the standby has it',
    red: 'every acknowledged event is stored, and delivered at least once',
  },
  {
    drill: forRunner(drillPgBouncer('A5', 300)),
    defect: 'PgBouncer takes 300 clients only',
    red: 'no connection is refused',
  },
  {
    drill: forRunner(drillB('B1', 'kill', { pace: 'slow' })),
    defect: 'Prometheus and Alertmanager take their time',
    red: 'the loaded rules promise every alert within a minute',
  },
  {
    drill: forRunner(drillB('B1', 'kill', { haproxy: 'no-redispatch' })),
    defect: 'HAProxy sends no request again, nor to another relay',
    red: 'no request for a page fails',
  },
  {
    drill: forRunner(drillC('C3', 'part', false)),
    defect: 'Redis takes writes without a replica, and clients stay with a master that was replaced',
    red: 'every acknowledged marker is stored',
  },
  ...PLANTED_D,
  {
    drill: forRunner(drillE('E2', 'freeze', 'no heartbeat')),
    defect: 'RabbitMQ has no heartbeat, and nothing else would tell that it is frozen',
    red: 'health says it while events are not handed over',
  },
  {
    drill: forRunner(drillE('E3', 'hang', 'no confirms')),
    defect: 'events count as handed over when they are written to the socket',
    red: 'every accepted event comes out of the queue',
  },
];
