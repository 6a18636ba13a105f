import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Api, Env } from './api.ts';
import { completed, fresh, type BackendStream } from './backend/stream.ts';
import { backendRoutes } from './backend/routes.ts';
import { MockChain, type ChainConditions, type Payment } from './chain.ts';
import { EventHub } from './event-hub.ts';
import { frontendRoutes } from './frontend/routes.ts';
import { draft, ended, type FrontendStream } from './frontend/stream.ts';
import { answering, type SeenRequest } from './http/answering.ts';
import { serve } from './http/serve.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { takingTurns } from './in-turn.ts';
import { mockNetwork, type Network } from './network.ts';
import { RateLimits, type Limits } from './rate-limits.ts';
import { HEALTHY_SEAMS, type StreamsSeams, type User } from './seams.ts';
import { toStellarKey } from './stellar-key.ts';
import { Store, type Owned, type StreamRow } from './store/store.ts';

/** How the embedded streams API is started. */
export interface StreamsApiOptions {
  dialect: 'frontend' | 'backend';
  /** On 127.0.0.1. Default 0: a free port. */
  port?: number;
  /** SQLite file: streams, payments and answers under idempotency keys survive a restart. Default: memory only. */
  file?: string;
  /** Default: one user `smoke` with a random token. */
  users?: User[];
  /** Whom streams of the first user paid, long ago: an empty store begins with them. Default: nobody. */
  past?: string[];
  /** What readiness says of the chain, instead of the mock; what is undefined is left out. */
  network?: Network;
  chain?: Partial<ChainConditions>;
  /** Frontend only. Default: none that anybody meets. */
  limits?: Limits;
  /** Places for faults; what is left out is healthy. */
  seams?: Partial<StreamsSeams>;
}

/** An API that listens. */
export interface RunningStreamsApi {
  /** For example http://127.0.0.1:40123 */
  url: string;
  port: number;
  /** The first user's. */
  token: string;
  /** Every stream of everybody, deleted ones too, the oldest first: behind the scenes, while it runs. */
  streams: () => Owned<StreamRow & Partial<Omit<FrontendStream & BackendStream, keyof StreamRow>>>[];
  /** The ledger of the mock chain, the oldest payment first. */
  payments: () => Payment[];
  /** Every request so far. */
  requests: () => SeenRequest[];
  /** May be changed while it runs. */
  chain: ChainConditions;
  /** Ends open event streams too. Once is enough, twice is fine. */
  stop: () => Promise<void>;
}

const SOMEBODY_ELSE = 'somebody-else';

/** The routes of one dialect, and what a stream is in it. */
interface Dialect<Row extends StreamRow> {
  routes: (api: Api<Row>) => Hono<Env>;
  /** A stream of this account, just made. */
  example: (account: string) => Row;
  /** The same, settled. */
  settled: (row: Row, hash: string) => Row;
}

const FRONTEND: Dialect<FrontendStream> = {
  routes: frontendRoutes,
  example: (account) => draft({ recipient: account, rate: '1', schedule: 'month' }),
  settled: ended,
};

const BACKEND: Dialect<BackendStream> = {
  routes: backendRoutes,
  example: (account) =>
    fresh({
      ...{ payer: account, recipient: account, ratePerSecond: '0.0001', totalAmount: '1' },
      startTime: new Date().toISOString(),
    }),
  settled: completed,
};

/** Starts the embedded streams API. Rejects with a sentence that names the option if the port cannot be had. */
export const startStreamsApi = (options: StreamsApiOptions): Promise<RunningStreamsApi> =>
  options.dialect === 'frontend' ? start(FRONTEND, options) : start(BACKEND, options);

async function start<Row extends StreamRow>(
  { routes, example, settled }: Dialect<Row>,
  options: StreamsApiOptions,
): Promise<RunningStreamsApi> {
  const { users = [{ name: 'smoke', token: randomBytes(24).toString('hex') }] } = options;
  const [first] = users;
  if (!first) throw new Error('users: at least one is needed');
  const seams = { ...HEALTHY_SEAMS, ...options.seams };
  const store = await Store.open<Row>(options.file);
  const chain = new MockChain((payment) => store.pay(payment));
  const events = new EventHub(seams.event);
  let url = '';
  const api: Api<Row> = {
    ...{ users, seams, store, chain, events, inTurn: takingTurns() },
    keys: new IdempotencyKeys(store.answers(), (answer) => store.remember(answer), seams),
    limits: new RateLimits(options.limits),
    network: () => options.network ?? mockNetwork(url),
  };
  if (store.streams().length === 0) {
    store.keep({ user: SOMEBODY_ELSE, row: example(toStellarKey(randomBytes(32))) });
    for (const row of (options.past ?? []).map(example))
      store.keep({ user: first.name, row: settled(row, await chain.pay(row.id)) });
  }
  Object.assign(chain, options.chain);
  const seen: SeenRequest[] = [];
  const app = routes(api);
  const fetch = answering((request) => app.fetch(request), seams.response, seen);
  const { port, stop } = await serve(fetch, options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  url = `http://127.0.0.1:${port}`;
  let stopping: Promise<void> | undefined;
  return {
    ...{ url, port, token: first.token, chain },
    streams: () => store.streams(),
    payments: () => store.payments(),
    requests: () => [...seen],
    stop: () => {
      events.close();
      return (stopping ??= stop().finally(() => store.close()));
    },
  };
}
