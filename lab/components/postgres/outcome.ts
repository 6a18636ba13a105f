/** Why a statement was not acknowledged. */
export interface Failure {
  /** Postgres' SQLSTATE, Node's error code, or `none`: a lost connection often has no code. */
  code: string;
  words: string;
}

/** `failed`: surely not done. `ambiguous`: it may have been done. */
export type Unacknowledged = Failure & { outcome: 'failed' | 'ambiguous'; endsConnection: boolean };

/** With 08P01 PgBouncer says these before it gave the statement to any server. Source: PgBouncer 1.18, src/janitor.c, objects.c. */
const NEVER_GIVEN = [
  'server login has been failing',
  'query_wait_timeout',
  'no more connections allowed',
  'pgbouncer cannot connect to server',
  'cannot connect',
  'server login failed',
  'client_login_timeout',
];

/**
 * SQLSTATEs after which the connection is gone, and after which nobody knows: 57P01 to 57P03 end a session, also one that has committed
 * and waits for its standby; 08 is a connection's. Source: PostgreSQL 15, appendix A, and synchronous_commit.
 */
const ENDS_CONNECTION = /^(08|57P0|53300)/;
const MAY_BE_DONE = /^(08|57P01|57P02|40003)/;

/** What an error of `pg` means for the statement. `isSent` is false where no connection was had for it. */
export function outcomeOf(error: unknown, { isSent }: { isSent: boolean }): Unacknowledged {
  const { code = 'none', message = String(error) } = error as { code?: string; message?: string };
  const isOfServer = /^[0-9A-Z]{5}$/.test(code) && 'severity' in (error as object);
  const failure = { code, words: message };
  if (!isSent) return { ...failure, outcome: 'failed', endsConnection: true };
  if (!isOfServer) return { ...failure, outcome: 'ambiguous', endsConnection: true };
  const mayBeDone = MAY_BE_DONE.test(code) && !NEVER_GIVEN.some((words) => message.includes(words));
  return { ...failure, outcome: mayBeDone ? 'ambiguous' : 'failed', endsConnection: ENDS_CONNECTION.test(code) };
}
