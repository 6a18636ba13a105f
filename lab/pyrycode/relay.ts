import type { IncomingMessage } from 'node:http';
import { healthDocument, type HealthDocument } from './health.ts';
import type { RelayLimits, RelayTimes, Seams } from './options.ts';
import { RateLimit } from './rate-limit.ts';
import type { Registry } from './registry.ts';

interface RelayParts {
  version: string;
  registry: Registry;
  times: RelayTimes;
  limits: RelayLimits;
  seams: Seams;
  log: (line: string) => void;
}

/** The headers that each endpoint needs; one that is missing or empty is answered with 400. */
const NEEDED: Partial<Record<string, string[]>> = {
  '/v1/server': ['x-pyrycode-server', 'x-pyrycode-version', 'user-agent'],
  '/v1/client': ['x-pyrycode-server', 'x-pyrycode-token', 'user-agent'],
};

/** The relay without its sockets: who may come in, and what it tells of itself. */
export class PyrycodeRelay {
  readonly registry: Registry;
  readonly times: RelayTimes;
  readonly limits: RelayLimits;
  readonly seams: Seams;
  readonly log: (line: string) => void;
  readonly #version: string;
  readonly #startedAt = performance.now();
  readonly #rateLimit: RateLimit;
  #connections = 0;

  constructor({ version, registry, times, limits, seams, log }: RelayParts) {
    this.#version = version;
    this.registry = registry;
    this.times = times;
    this.limits = limits;
    this.seams = seams;
    this.log = log;
    this.#rateLimit = new RateLimit({ burst: limits.burst, refillEveryMs: times.refillEveryMs });
  }

  /** The status that turns away a request for an endpoint, in pyrycode-relay's order; undefined: it may become a WebSocket. */
  refusal(request: IncomingMessage): number | undefined {
    const needed = NEEDED[pathOf(request)];
    if (needed === undefined) return 404;
    if (!this.#rateLimit.allows(request.socket.remoteAddress ?? '')) return 429;
    if (this.#connections >= this.limits.maxConnections) return 503;
    return needed.some((name) => (request.headers[name] ?? '') === '') ? 400 : undefined;
  }

  /** Counts a connection until the returned function is called. */
  enter(): () => void {
    this.#connections += 1;
    return () => (this.#connections -= 1);
  }

  health(): HealthDocument {
    const upMs = performance.now() - this.#startedAt;
    return this.seams.health(healthDocument({ version: this.#version, counts: this.registry.counts(), upMs }));
  }
}

/** The path of a request, without what follows a question mark. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/\?.*$/, '');
