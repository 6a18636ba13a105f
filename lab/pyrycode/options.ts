import type { IncomingMessage } from 'node:http';
import type { HealthDocument } from './health.ts';

/** Milliseconds; the defaults are those of pyrycode-relay (its main.go, heartbeat.go and server_endpoint.go). */
export interface RelayTimes {
  /** Each connection is pinged that often, and has that long for a pong. */
  heartbeatEveryMs: number;
  heartbeatWithinMs: number;
  /** How long a binary has for a pong when another one claims its server id. */
  probeWithinMs: number;
  /** How long the server id of a binary that is gone is kept for it, with its phones. */
  graceMs: number;
  /** One more upgrade is allowed to an IP address after each of these. */
  refillEveryMs: number;
  /** How long a stop waits for the good-byes of the others. */
  drainWithinMs: number;
}

/** The defaults are those of pyrycode-relay. */
export interface RelayLimits {
  /** Binaries and phones together; 503 above. */
  maxConnections: number;
  /** Phones of one server id; 4429 above. */
  maxPhones: number;
  /** Of one message; 1009 above. */
  maxFrameBytes: number;
  /** Upgrades at once from one IP address, of binaries and phones together; 429 above. */
  burst: number;
}

/** What becomes of a request for one of the two endpoints. */
export type UpgradeAnswer = 'accept' | { status: number };

/** The places where a fault can be put in. A healthy relay hands on what it is given. */
export interface Seams {
  /** Before the WebSocket handshake. */
  upgrade(request: IncomingMessage, healthy: UpgradeAnswer): UpgradeAnswer;
  /** When a binary is entered in the registry, which is after the handshake. A fault is a registration that lags. */
  claim(next: () => void): void;
  /** Each frame of a phone, on its way to the binary. Not calling `next` loses it. */
  frame(frame: string, next: (frame: string) => void): void;
  /** The document of GET /healthz. */
  health(healthy: HealthDocument): HealthDocument;
}

export const DEFAULT_TIMES: RelayTimes = {
  heartbeatEveryMs: 30_000,
  heartbeatWithinMs: 30_000,
  probeWithinMs: 10_000,
  graceMs: 30_000,
  refillEveryMs: 6_000,
  drainWithinMs: 10_000,
};

export const DEFAULT_LIMITS: RelayLimits = {
  maxConnections: 20,
  maxPhones: 16,
  maxFrameBytes: 256 * 1024,
  burst: 20,
};

export const HEALTHY_SEAMS: Seams = {
  upgrade: (_request, healthy) => healthy,
  claim: (next) => next(),
  frame: (frame, next) => next(frame),
  health: (healthy) => healthy,
};
