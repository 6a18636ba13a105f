import { test as base } from '@playwright/test';
import { httpAsk } from '../../../fixtures/protocol/http.ts';
import { startStreamsApi, type RunningStreamsApi, type StreamsApiOptions } from '../../../lab/streams-api/start.ts';
import { toStellarKey } from '../../../lab/streams-api/stellar-key.ts';

/** The address of an account that nobody has. */
export const ACCOUNT = toStellarKey(new Uint8Array(32).fill(7));

/** A stream as the frontend takes it. */
export const NEW_STREAM = { recipient: ACCOUNT, rate: '0.0000001', schedule: 'day' };

/** The same for the backend. */
export const NEW_ROW = {
  ...{ payer: ACCOUNT, recipient: ACCOUNT, ratePerSecond: '0.0000001', totalAmount: '1' },
  startTime: '2026-11-22T00:00:00.000Z',
};

/** What was answered. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  /** What its JSON says. */
  body: unknown;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface Asked {
  /** Text is sent as it is. */
  body?: object | string | undefined;
  headers?: Record<string, string>;
}

/** One user of one API: sends credentials, and the double submit once a GET has brought the cookie. */
export class Client {
  readonly api: RunningStreamsApi;
  readonly #credentials: Record<string, string>;
  #csrf: Record<string, string> = {};

  constructor(api: RunningStreamsApi, credentials: Record<string, string>) {
    this.api = api;
    this.#credentials = credentials;
  }

  /** One request on a connection of its own. Throws where there is no answer. */
  async ask(method: Method, path: string, { body, headers = {} }: Asked = {}): Promise<Answered> {
    const answer = await httpAsk(`${this.api.url}${path}`, {
      ...{ method, withinMs: 10_000 },
      headers: { 'content-type': 'application/json', ...this.#credentials, ...this.#csrf, ...headers },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    if (answer.outcome !== 'answered') throw new Error(`${method} ${path}: ${answer.outcome}`);
    const token = /csrf-token=([^;]+)/.exec(answer.headers['set-cookie'] ?? '')?.[1];
    if (token !== undefined) this.#csrf = { cookie: `csrf-token=${token}`, 'x-csrf-token': token };
    return { ...answer, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.ask('GET', path, { headers });
  }

  /** `key` is an Idempotency-Key. */
  post(path: string, body?: object | string, key?: string): Promise<Answered> {
    return this.ask('POST', path, { body, ...(key !== undefined && { headers: { 'idempotency-key': key } }) });
  }

  /** Makes a stream and tells its id. */
  async make(): Promise<string> {
    const { body } = await this.post('/api/streams', NEW_STREAM);
    return (body as { data: { id: string } }).data.id;
  }

  /** Makes a stream and starts it. */
  async run(): Promise<string> {
    const id = await this.make();
    await this.post(`/api/streams/${id}/start`);
    return id;
  }

  settle(id: string, key: string): Promise<Answered> {
    return this.post(`/api/streams/${id}/settle`, undefined, key);
  }

  /** Makes a row of the backend and tells its id. */
  async makeRow(): Promise<string> {
    const { body } = await this.post('/api/v1/streams', NEW_ROW);
    return (body as { id: string }).id;
  }

  patch(id: string, body: object): Promise<Answered> {
    return this.ask('PATCH', `/api/v1/streams/${id}`, { body });
  }
}

type Options = Omit<StreamsApiOptions, 'dialect'>;

interface Fixtures {
  /** Starts an API; its user has the cookie already. It is stopped after the test. */
  frontend: (options?: Options, token?: string) => Promise<Client>;
  backend: (options?: Options, token?: string) => Promise<Client>;
}

export const test = base.extend<Fixtures>({
  frontend: async ({}, use) => {
    const started: RunningStreamsApi[] = [];
    await use(async (options, token) => {
      const api = await startStreamsApi({ dialect: 'frontend', ...options });
      started.push(api);
      const client = new Client(api, { authorization: `Bearer ${token ?? api.token}` });
      await client.get('/api/healthz');
      return client;
    });
    await Promise.all(started.map((api) => api.stop()));
  },
  backend: async ({}, use) => {
    const started: RunningStreamsApi[] = [];
    await use(async (options, token) => {
      const api = await startStreamsApi({ dialect: 'backend', ...options });
      started.push(api);
      return new Client(api, { 'x-api-key': token ?? api.token });
    });
    await Promise.all(started.map((api) => api.stop()));
  },
});

export { expect } from '@playwright/test';
