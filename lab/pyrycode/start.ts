import {
  DEFAULT_LIMITS,
  DEFAULT_TIMES,
  HEALTHY_SEAMS,
  type RelayLimits,
  type RelayTimes,
  type Seams,
} from './options.ts';
import { Registry } from './registry.ts';
import { PyrycodeRelay } from './relay.ts';
import { serve } from './serve.ts';

/** How the embedded pyrycode-relay is started; every option may be left out. */
export interface PyrycodeRelayOptions {
  /** Default 0: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default: dev, as pyrycode-relay says where nothing else was built in. */
  version?: string;
  /** A registry that several instances share. Default: one of its own, as pyrycode-relay has. */
  registry?: Registry;
  times?: Partial<RelayTimes>;
  limits?: Partial<RelayLimits>;
  /** Places for faults; what is left out is healthy. */
  seams?: Partial<Seams>;
  /** Takes what the relay has to say to its operator. Default: nobody. */
  log?: (line: string) => void;
}

/** A relay that listens. */
export interface RunningPyrycodeRelay {
  /** For example http://127.0.0.1:40123 */
  url: string;
  port: number;
  /** Closes every socket with 1001 "shutting down". Once is enough, twice is fine. */
  stop(): Promise<void>;
}

/**
 * Starts a relay of pyrycode-relay's own protocol: binaries on /v1/server, their phones on /v1/client, and GET /healthz.
 * Rejects with a sentence that names the option if the port cannot be had.
 */
export async function startPyrycodeRelay(options: PyrycodeRelayOptions = {}): Promise<RunningPyrycodeRelay> {
  const { host = '127.0.0.1', port: wantedPort = 0, version = 'dev', registry = new Registry() } = options;
  const relay = new PyrycodeRelay({
    ...{ version, registry, log: options.log ?? (() => undefined) },
    times: { ...DEFAULT_TIMES, ...options.times },
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    seams: { ...HEALTHY_SEAMS, ...options.seams },
  });
  const { port, stop } = await serve(relay, host, wantedPort).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    const mend = 'choose another port, or 0 for a free one';
    throw new Error(
      code === 'EADDRINUSE' ? `port: ${wantedPort} is taken on ${host}; ${mend}` : `host, port: ${message}; ${mend}`,
      { cause: error },
    );
  });
  let stopping: Promise<void> | undefined;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port, stop: () => (stopping ??= stop()) };
}
