import type { Ground, Node } from '../../ground/ground.ts';
import { answers } from './ask.ts';
import type { Places } from './prepare.ts';
import { DATABASE, MONITOR_DATABASE, MONITOR_USER, USER } from './settings.ts';

export const HOST = '127.0.0.1';

const READY_WITHIN_MS = 60_000;

/** The monitor, from a prepared directory. */
export const makeMonitor = (ground: Ground, { monitor, environment }: Places, port: number): Node =>
  ground.node({
    name: 'monitor',
    program: 'pg_autoctl',
    arguments: ['run', '--pgdata', monitor],
    environment,
    isReady: () => answers({ host: HOST, port, user: MONITOR_USER, database: MONITOR_DATABASE }),
  });

interface NodePlan {
  name: string;
  /** Its number, from 0. */
  index: number;
  port: number;
  monitorPort: number;
}

/** A node with its keeper. The same command makes it and, later, starts it again: `create … --run` runs what is there already. */
export const makeNode = (ground: Ground, places: Places, { name, index, port, monitorPort }: NodePlan): Node =>
  ground.node({
    name,
    program: 'pg_autoctl',
    arguments: [
      ...['create', 'postgres', '--run', '--pgdata', places.nodes[index] ?? '', '--name', name],
      ...['--pghost', places.sockets, '--pgport', String(port), '--listen', HOST, '--hostname', HOST],
      ...['--username', USER, '--dbname', DATABASE, '--auth', 'trust', '--no-ssl'],
      ...['--monitor', `postgres://${MONITOR_USER}@${HOST}:${monitorPort}/${MONITOR_DATABASE}`],
    ],
    environment: places.environment,
    isReady: () => answers({ host: HOST, port, user: USER, database: DATABASE }),
    readyWithinMs: READY_WITHIN_MS,
  });
