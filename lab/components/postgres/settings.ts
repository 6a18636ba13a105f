import { PROFILES, type ProfileName } from './profiles.ts';

/** The database of the application and its user; pg_auto_failover makes both, the user as superuser. */
export const DATABASE = 'app';
export const USER = 'app';

/** Under these the monitor keeps its own books. */
export const MONITOR_DATABASE = 'pg_auto_failover';
export const MONITOR_USER = 'autoctl_node';

/** What the monitor's postgresql.conf ends with. */
export const monitorSettings = (profile: ProfileName): string =>
  [
    'wal_keep_size = 0',
    'max_wal_size = 64MB',
    ...Object.entries(PROFILES[profile]).map(([name, value]) => `pgautofailover.${name} = ${value}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

/**
 * What a node's postgresql.conf ends with; it outranks what pg_auto_failover includes at its top (there wal_keep_size is 8 GB, and
 * a session would fill the disk). The standby gets it by pg_basebackup.
 */
export const nodeSettings = ({ isSynchronous }: { isSynchronous: boolean }): string =>
  [
    'wal_keep_size = 64MB',
    'max_wal_size = 512MB',
    'min_wal_size = 80MB',
    'max_slot_wal_keep_size = 1GB',
    'shared_buffers = 128MB',
    ...(isSynchronous ? [] : ['synchronous_commit = local']),
  ]
    .map((line) => `${line}\n`)
    .join('');

interface Monitor {
  /** Its data directory. */
  data: string;
  /** The directory of the socket. */
  sockets: string;
  port: number;
  /** The path of pg_ctl. */
  pgCtl: string;
}

/**
 * The monitor's file pg_autoctl.cfg. `pg_autoctl create monitor` would write nearly the same, but listens on all addresses while it
 * does, and knows no option against it.
 */
export const monitorFile = ({ data, sockets, port, pgCtl }: Monitor): string => `[pg_autoctl]
role = monitor
hostname = 127.0.0.1

[postgresql]
pgdata = ${data}
pg_ctl = ${pgCtl}
username = ${MONITOR_USER}
dbname = ${MONITOR_DATABASE}
host = ${sockets}
port = ${port}
listen_addresses = 127.0.0.1
auth_method = trust

[ssl]
sslmode = prefer
active = 0
`;
