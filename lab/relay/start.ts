import { generateSecretKey } from 'nostr-tools/pure';
import { signFast } from '../../fixtures/protocol/signing.ts';
import { serve } from './http/serve.ts';
import { DEFAULT_LIMITS, DEFAULT_POLICY, type RelayLimits, type RelayPolicy } from './policy/options.ts';
import { Relay } from './relay.ts';
import { HEALTHY_SEAMS, type Seams } from './seams.ts';
import { openEventLog } from './store/event-log.ts';
import { openSharedLog, type Sharing } from './store/shared-log.ts';

/** How the embedded relay is started; every option may be left out. */
export interface RelayOptions {
  /** Default 0: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The relay's own key, whose public half is NIP-11 `self`. Default: a fresh one. */
  secretKey?: Uint8Array;
  /** Log of events, one as JSON per line, read back at start. Default: memory only. */
  file?: string;
  /**
   * Other processes write to `file` too, as instances of one relay do to one database: what they append is read before
   * each message of a client, and delivered live as soon as it is there. Give all of them the same key. What is never
   * stored stays on its instance: ephemeral events, and the invite codes of NIP-43. Default: `file` is this process's own.
   */
  shared?: Partial<Sharing>;
  /** Compress messages for clients that offer it (permessage-deflate). Default: false. */
  compress?: boolean;
  name?: string;
  version?: string;
  policy?: Partial<RelayPolicy>;
  limits?: Partial<RelayLimits>;
  /** Places for faults; what is left out is healthy. */
  seams?: Partial<Seams>;
  /** Takes what the relay has to say to its operator. Default: nobody. */
  log?: (line: string) => void;
}

/** A relay that listens. */
export interface RunningRelay {
  /** For example ws://127.0.0.1:40123 */
  url: string;
  port: number;
  /** The relay's own public key in hex (NIP-11 `self`). */
  pubkey: string;
  /** Closes every socket with 1001 and flushes the log. Once is enough, twice is fine. */
  stop(): Promise<void>;
}

/** Starts the embedded relay. Rejects with a sentence that names the option if the port or the file cannot be had. */
export async function startRelay(options: RelayOptions = {}): Promise<RunningRelay> {
  await signFast();
  const { host = '127.0.0.1', port: wantedPort = 0, file, log: say = () => undefined } = options;
  if (options.shared && file === undefined) throw new Error('shared: a file to share is missing, give it as `file`');
  const sharing = options.shared && { fanOut: true, membership: true, ...options.shared };
  const shared = file !== undefined && sharing ? openSharedLog(file, say) : undefined;
  const opened = shared ?? (file === undefined ? undefined : openEventLog(file, say));
  const relay = new Relay({
    secretKey: options.secretKey ?? generateSecretKey(),
    policy: { ...DEFAULT_POLICY, ...options.policy },
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    seams: { ...HEALTHY_SEAMS, ...options.seams },
    log: opened?.log,
    shared: shared && sharing && { log: shared.log, sharing },
    say,
  });
  try {
    relay.replay(opened?.events ?? []);
    if (sharing?.fanOut) shared?.log.onAppend(() => relay.catchUp());
    const { name = 'relay-canary embedded relay', version = '0.1.0', compress = false } = options;
    const { port, stop } = await serve(relay, { name, version }, { host, port: wantedPort, compress });
    let stopping: Promise<void> | undefined;
    return {
      url: `ws://${host.includes(':') ? `[${host}]` : host}:${port}`,
      port,
      pubkey: relay.pubkey,
      stop: () => (stopping ??= stop().finally(() => opened?.log.close())),
    };
  } catch (error) {
    opened?.log.close();
    throw error;
  }
}
