import type { StreamRow } from './store/store.ts';

/** A caller that the API knows. */
export interface User {
  token: string;
  name: string;
}

/** What the API finds when it looks at something that it needs. */
export interface DependencyCheck {
  isHealthy: boolean;
  /** For example where it was reached. */
  message?: string;
}

/** An answer; `body` is what its JSON says, undefined where there is none. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A field that is wrong, and how. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** What was answered to a request with an Idempotency-Key; kept for a day. */
export interface RememberedAnswer {
  user: string;
  /** Keys of different deeds do not meet. */
  deed: 'create' | 'settle';
  key: string;
  /** Says whether another request under this key is the same one: its body, or its stream. */
  fingerprint: string;
  status: number;
  body: unknown;
  /** Unix milliseconds. */
  at: number;
}

/** What is remembered of a key: nothing, this very request, or another one. */
export type Recalled = { as: 'unknown' } | { as: 'same' | 'other'; answer: RememberedAnswer };

/** A settlement under way. `end` sets the last state; `pay` moves the (mock) money, or rejects with `ChainFailure`. */
export interface Settlement {
  stream: StreamRow;
  pay: () => Promise<string>;
  end: (hash?: string) => void;
}

/** A server-sent event about one stream. */
export interface StreamEvent {
  name: 'stream:updated' | 'settle:finished';
  data: unknown;
}

/**
 * The places where a fault can be put in: each is one function that is given the healthy value, or the healthy deed, and
 * stands for one thing that breaks in the field. What serves one dialect only says so.
 */
export interface StreamsSeams {
  /** Whose request this is, by name; undefined: it is refused with 401. `credential` is the token or key as it came. */
  authorization(
    healthy: string | undefined,
    context: { credential: string | undefined; method: string; path: string; users: readonly User[] },
  ): string | undefined;
  /** Whether this user is shown a stream, and may change it; asked for every stream of a list. */
  visible(healthy: boolean, context: { user: string; owner: string; stream: StreamRow }): boolean;
  /** What the API finds out about what it needs, by name. Reports are made from this. */
  checks(healthy: Record<string, DependencyCheck>): Record<string, DependencyCheck>;
  /** The readiness report and its status. */
  readiness(healthy: Answer): Answer;
  /** The streams on one page of a list. `rows` are all that match, `from` is the index of the first one of the page. */
  page<Row extends StreamRow>(healthy: Row[], context: { rows: Row[]; from: number; limit: number }): Row[];
  /** The tag of a list, quotes included (frontend). */
  etag(healthy: string, context: { user: string; url: string }): string;
  /** At start: the answers of the file that are still known (frontend). A fault is a cache that nobody wrote down. */
  replayKeys(answers: RememberedAnswer[]): RememberedAnswer[];
  /** What is known of a key (frontend). */
  recall(healthy: Recalled, context: { user: string; deed: RememberedAnswer['deed']; key: string }): Recalled;
  /** Writing an answer down under its key (frontend). */
  remember(answer: RememberedAnswer, next: (answer: RememberedAnswer) => void): void;
  /** What is wrong with the body of a create; nothing makes a stream. */
  invalid(healthy: FieldProblem[], body: Record<string, unknown>): FieldProblem[];
  /** Whether cookie and header agree (frontend). */
  csrf(healthy: boolean): boolean;
  /** Whether the state of a stream allows what is asked; `change` is a status in the backend's words too. */
  allowed(healthy: boolean, context: { change: string; stream: StreamRow }): boolean;
  /** Keeping a stream that was made or changed. */
  keep(stream: StreamRow, next: (stream: StreamRow) => void): void;
  /** The chain call and the change of state, in this order. Its rejection becomes a 502. */
  settle(settlement: Settlement): Promise<void>;
  /** Sending an event to one client that listens (frontend). */
  event(event: StreamEvent, send: (event: StreamEvent) => void): void;
  /** The OpenAPI document. */
  openapi(healthy: Record<string, unknown>): unknown;
  /** Every answer but event streams, last of all. */
  response(healthy: Answer, request: { method: string; path: string }): Answer;
}

/** An API without faults. */
export const HEALTHY_SEAMS: StreamsSeams = {
  authorization: (healthy) => healthy,
  visible: (healthy) => healthy,
  checks: (healthy) => healthy,
  readiness: (healthy) => healthy,
  page: (healthy) => healthy,
  etag: (healthy) => healthy,
  replayKeys: (answers) => answers,
  recall: (healthy) => healthy,
  remember: (answer, next) => {
    next(answer);
  },
  invalid: (healthy) => healthy,
  csrf: (healthy) => healthy,
  allowed: (healthy) => healthy,
  keep: (stream, next) => {
    next(stream);
  },
  settle: async ({ pay, end }) => {
    end(await pay());
  },
  event: (event, send) => {
    send(event);
  },
  openapi: (healthy) => healthy,
  response: (healthy) => healthy,
};
