import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { until } from '../../ground/until.ts';

export interface Link<C extends Channel> {
  /** The channel of now; undefined while there is no connection. */
  channel: () => C | undefined;
  isConnected: () => boolean;
  /** Why the last connection ended or did not come about; empty before the first. */
  why: () => string;
  /** Throws with the reason where there is no connection within so many milliseconds. */
  whenConnected: (withinMs: number) => Promise<void>;
  /** Says goodbye, for two seconds at most: a frozen broker does not answer it. */
  close: () => Promise<void>;
}

interface LinkOptions<C extends Channel> {
  url: string;
  /** Opens a channel and sets it up; done again after each reconnect. */
  open: (connection: ChannelModel) => Promise<C>;
  onLost?: (why: string) => void;
}

const CONNECT_WITHIN_MS = 3_000;
const GOODBYE_WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** A connection with one channel that is opened again whenever it is lost, at first after 50 ms, later each second. */
export function keepOpen<C extends Channel>({ url, open, onLost }: LinkOptions<C>): Link<C> {
  const closing = new AbortController();
  let current: { connection: ChannelModel; channel: C } | undefined;
  let why = '';

  const once = async (): Promise<void> => {
    const connection = await connect(url, { timeout: CONNECT_WITHIN_MS, noDelay: true });
    try {
      let because = 'the connection was closed';
      connection.on('error', (error) => (because = error.message));
      const lost = new Promise<void>((resolve) =>
        connection.once('close', (error?: Error) => {
          because = error?.message ?? because;
          resolve();
        }),
      );
      const isLost = lost.then(() => Promise.reject(new Error(because)));
      const channel = await Promise.race([open(connection), isLost, tooLate()]);
      channel.on('error', (error) => (because = error.message));
      const isClosed = new Promise<void>((resolve) => channel.once('close', () => resolve()));
      if (closing.signal.aborted) throw new Error('closed by us');
      current = { connection, channel };
      await Promise.race([lost, isClosed]);
      throw new Error(because);
    } finally {
      current = undefined;
      socketOf(connection).destroy();
    }
  };

  const keep = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!closing.signal.aborted) {
      const startedAt = performance.now();
      await once().catch(
        (error: unknown) => (why = error instanceof Error ? error.message || error.name : String(error)),
      );
      onLost?.(why);
      pauseMs =
        performance.now() - startedAt > CONNECT_WITHIN_MS ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      await pause(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const kept = keep();

  return {
    channel: () => current?.channel,
    isConnected: () => current !== undefined,
    why: () => why,
    async whenConnected(withinMs) {
      if (!(await until(() => current !== undefined, withinMs)))
        throw new Error(`rabbitmq: no connection to ${url} within ${withinMs} ms: ${why || 'no answer'}`);
    },
    async close() {
      closing.abort();
      const connection = current?.connection;
      if (connection) {
        await Promise.race([connection.close().catch(() => undefined), pause(GOODBYE_WITHIN_MS)]);
        socketOf(connection).destroy();
      }
      await kept;
    },
  };
}

const tooLate = async (): Promise<never> => {
  await pause(CONNECT_WITHIN_MS, undefined, { ref: false });
  throw new Error(`no channel within ${CONNECT_WITHIN_MS} ms`);
};

/** Its end is not awaited by amqplib when the broker is silent; without this the socket would stay open. */
const socketOf = (connection: ChannelModel): Socket =>
  (connection as unknown as { connection: { stream: Socket } }).connection.stream;
