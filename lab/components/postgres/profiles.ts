/** How soon pg_auto_failover gives up a node: settings of its extension on the monitor, milliseconds unless a count. */
export interface FailoverProfile {
  health_check_period: number;
  health_check_timeout: number;
  /** A count. */
  health_check_max_retries: number;
  health_check_retry_delay: number;
  /** For how long a node is not heard of until it counts as unhealthy. */
  node_considered_unhealthy_timeout: number;
  /** For how long the new primary stays read-only, so that the old one can stop. It runs after the timeout before it. */
  primary_demote_timeout: number;
  /** After the monitor's own start nobody is given up for so long. */
  startup_grace_period: number;
}

/**
 * `default` is what Debian ships: 20 s until a dead primary is given up, and 30 s more until writes are taken again. That leaves ten
 * seconds of a promise of one minute. Source: pg_auto_failover 2.0, docs/ref/configuration.rst.
 */
export const PROFILES = {
  default: {
    health_check_period: 5_000,
    health_check_timeout: 5_000,
    health_check_max_retries: 2,
    health_check_retry_delay: 2_000,
    node_considered_unhealthy_timeout: 20_000,
    primary_demote_timeout: 30_000,
    startup_grace_period: 10_000,
  },
  fast: {
    health_check_period: 1_000,
    health_check_timeout: 1_000,
    health_check_max_retries: 1,
    health_check_retry_delay: 500,
    node_considered_unhealthy_timeout: 5_000,
    primary_demote_timeout: 5_000,
    startup_grace_period: 2_000,
  },
  turbo: {
    health_check_period: 500,
    health_check_timeout: 500,
    health_check_max_retries: 1,
    health_check_retry_delay: 250,
    node_considered_unhealthy_timeout: 2_500,
    primary_demote_timeout: 2_000,
    startup_grace_period: 1_000,
  },
} as const satisfies Record<string, FailoverProfile>;

export type ProfileName = keyof typeof PROFILES;
