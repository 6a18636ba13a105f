import type { Context, MiddlewareHandler } from 'hono';
import type { MockChain } from './chain.ts';
import type { EventHub } from './event-hub.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import type { Network } from './network.ts';
import type { RateLimits } from './rate-limits.ts';
import type { StreamsSeams, User } from './seams.ts';
import type { Owned, Store, StreamRow } from './store/store.ts';

/** What a request carries along once it is known whose it is. */
export interface Env {
  Variables: { user: string; requestId: string };
}

export type Asked = Context<Env>;
export type Handler = MiddlewareHandler<Env>;

/** What the routes of both dialects stand on. */
export interface Api<Row extends StreamRow> {
  users: readonly User[];
  seams: StreamsSeams;
  store: Store<Row>;
  chain: MockChain;
  keys: IdempotencyKeys;
  limits: RateLimits;
  events: EventHub;
  network: () => Network;
  /** See `takingTurns`. */
  inTurn: <Result>(name: string, deed: () => Promise<Result>) => Promise<Result>;
}

/** Whose request it is; undefined: nobody's that is known. */
export const authorize = <Row extends StreamRow>(
  { users, seams }: Api<Row>,
  { req: { method, path } }: Asked,
  credential: string | undefined,
): string | undefined =>
  seams.authorization(users.find(({ token }) => token === credential)?.name, { credential, method, path, users });

/** All streams that a user is shown, the oldest first. */
export const shownTo = <Row extends StreamRow>({ store, seams }: Api<Row>, user: string): Row[] =>
  store
    .streams()
    .filter(({ user: owner, row }) => seams.visible(owner === user, { user, owner, stream: row }))
    .map(({ row }) => row);

/** One stream of those, and whose it is. */
export function findShown<Row extends StreamRow>(
  { store, seams }: Api<Row>,
  user: string,
  id: string,
): Owned<Row> | undefined {
  const found = store.stream(id);
  if (!found) return undefined;
  const { user: owner, row: stream } = found;
  return seams.visible(owner === user, { user, owner, stream }) ? found : undefined;
}

/** Keeps a stream that was made or changed. */
export function keep<Row extends StreamRow>({ store, seams }: Api<Row>, { user, row }: Owned<Row>): void {
  seams.keep(row, (changed) => store.keep({ user, row: { ...row, ...changed } }));
}

/** One page of what a user is shown. */
export const pageOf = <Row extends StreamRow>(
  { seams }: Api<Row>,
  context: { rows: Row[]; from: number; limit: number },
): Row[] => {
  const { rows, from, limit } = context;
  return seams.page(rows.slice(from, from + limit), context);
};
