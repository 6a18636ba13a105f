import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../../ground/ground.ts';
import { ask } from './ask.ts';
import { GROUP, type RedisAddress } from './settings.ts';

/** One line of a Sentinel's log. */
export interface SentinelEvent {
  /** Milliseconds since the epoch. */
  atMs: number;
  sentinel: string;
  /** In Sentinel's words: +sdown, +odown, +try-failover, +switch-master, +convert-to-slave … Source: Redis, Sentinel, "Pub/Sub messages". */
  event: string;
  words: string;
}

/** The address that more than half of these Sentinels give for the master; undefined where they differ or are silent. */
export async function masterByMajority(sentinels: RedisAddress[]): Promise<RedisAddress | undefined> {
  const said = await Promise.all(
    sentinels.map((each) => ask(each, 'SENTINEL', 'get-master-addr-by-name', GROUP).catch(() => undefined)),
  );
  const votes = said.filter((each) => Array.isArray(each)).map((each) => each.join(' '));
  const winner = votes.find((vote) => votes.filter((other) => other === vote).length > sentinels.length / 2);
  const [host, port] = winner?.split(' ') ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}

/** Whether a Sentinel reaches all of so many, itself included, and so could have a master replaced. */
export async function hasQuorum(sentinel: RedisAddress, count: number): Promise<boolean> {
  const answer = await ask(sentinel, 'SENTINEL', 'ckquorum', GROUP).catch(() => undefined);
  return new RegExp(`^OK ${count} usable`).test(String(answer));
}

/** Everything that these nodes logged, by time. They have to run with TZ=UTC. */
export const eventsOf = (nodes: Node[]): SentinelEvent[] =>
  nodes
    .flatMap(({ name, directory }) => readEvents(name, logOf(join(directory, 'output.log'))))
    .sort((one, other) => one.atMs - other.atMs);

/** For example: `1234:X 22 Nov 2026 05:00:00.123 # +switch-master game-day 127.0.0.1 16371 127.0.0.1 16372` */
export const readEvents = (sentinel: string, log: string): SentinelEvent[] =>
  [...log.matchAll(/^\d+:X (\d+ \w+ \d+ [\d:.]+) \S ([+-][\w-]+) ?(.*)$/gm)].map(
    ([, at = '', event = '', words = '']) => ({ atMs: Date.parse(`${at} UTC`), sentinel, event, words }),
  );

function logOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It was never started.
  }
}
