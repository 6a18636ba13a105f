import pg from 'pg';
import { MONITOR_DATABASE, MONITOR_USER } from './settings.ts';

/** A node as the monitor sees it. */
export interface NodeState {
  name: string;
  host: string;
  port: number;
  /** What the node said last that it is, and what the monitor wants it to be: primary, secondary, catchingup, demoted … */
  reported: string;
  goal: string;
  isHealthy: boolean;
}

/** One line of the monitor's journal. */
export interface FailoverEvent {
  id: number;
  /** Milliseconds since the epoch. */
  atMs: number;
  node: string;
  reported: string;
  goal: string;
  /** In pg_auto_failover's words. */
  description: string;
}

export interface Monitor {
  /** All nodes by name. Throws where the monitor does not answer within 2 s. */
  states: () => Promise<NodeState[]>;
  /** The node that takes writes by the monitor's word; undefined during a failover. Throws like `states`. */
  primary: () => Promise<NodeState | undefined>;
  /** The journal, oldest first, after the event with this id. Throws like `states`. */
  events: (afterId?: number) => Promise<FailoverEvent[]>;
  close: () => Promise<void>;
}

const ANSWER_WITHIN_MS = 2_000;

/** States in which a node takes writes. Source: pg_auto_failover 2.0, docs/failover-state-machine.rst. */
const WRITABLE = ['single', 'wait_primary', 'primary', 'join_primary', 'apply_settings'];

const STATES = `select nodename as name, nodehost as host, nodeport as port, reportedstate::text as reported,
  goalstate::text as goal, health = 1 as "isHealthy" from pgautofailover.node order by nodename`;
const EVENTS = `select eventid::int as id, extract(epoch from eventtime)::float8 * 1000 as "atMs", nodename as node,
  reportedstate::text as reported, goalstate::text as goal, coalesce(description, '') as description
  from pgautofailover.event where eventid > $1 order by eventid`;

/** Asks a monitor over one connection, which is made again when it is lost. */
export function openMonitor({ host, port }: { host: string; port: number }): Monitor {
  const pool = new pg.Pool({
    ...{ host, port, user: MONITOR_USER, database: MONITOR_DATABASE, max: 1, idleTimeoutMillis: 0 },
    ...{ connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS },
  });
  pool.on('error', () => undefined); // A connection that nobody uses was lost; the next question opens another.
  const states = async (): Promise<NodeState[]> => (await pool.query<NodeState>(STATES)).rows;
  return {
    states,
    primary: async () =>
      (await states()).find(({ reported, goal }) => WRITABLE.includes(reported) && WRITABLE.includes(goal)),
    events: async (afterId = 0) => (await pool.query<FailoverEvent>(EVENTS, [afterId])).rows,
    close: () => pool.end(),
  };
}
