import { DATABASE, USER } from '../postgres/settings.ts';

export interface PgBouncerSettings {
  port: number;
  /** Where the database is now. */
  target: { host: string; port: number };
  /** Connections to Postgres, which takes 100. */
  poolSize: number;
  /** Connections of clients. */
  maxClients: number;
  /** A file with names, beside this one. */
  users: string;
}

/**
 * The file pgbouncer.ini. The timeouts are for a day on which Postgres dies: a server that takes no connection is given up after 2 s
 * and tried again each second; who waits for one is told so after 10 s, instead of the two minutes that are PgBouncer's default.
 */
export const asIni = ({ port, target, poolSize, maxClients, users }: PgBouncerSettings): string => `[databases]
${DATABASE} = host=${target.host} port=${target.port} dbname=${DATABASE} user=${USER}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
admin_users = ${USER}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = ${maxClients}
server_connect_timeout = 2
server_login_retry = 1
query_wait_timeout = 10
server_lifetime = 600
ignore_startup_parameters = extra_float_digits
log_connections = 0
log_disconnections = 0
`;

/** The file of users: with trust a name is enough. */
export const USERS = `"${USER}" ""\n`;
