import { once } from 'node:events';
import { test as base } from '@playwright/test';
import { WebSocket, type ClientOptions } from 'ws';
import {
  startPyrycodeRelay,
  type PyrycodeRelayOptions,
  type RunningPyrycodeRelay,
} from '../../../lab/pyrycode/start.ts';

/** A binary or a phone. What it is told is kept until somebody asks for it. */
export class Visitor {
  /** Resolves with the close code and the words. */
  readonly ended: Promise<string>;
  readonly socket: WebSocket;
  readonly #heard: string[] = [];

  constructor(url: string, options: ClientOptions) {
    this.socket = new WebSocket(url, options);
    this.ended = new Promise((resolve) =>
      this.socket.on('close', (code, words) => resolve(`${code} ${words.toString()}`.trim())),
    );
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => this.#heard.push(data.toString()));
  }

  /** The next message, as text. */
  async hears(): Promise<string> {
    if (this.#heard.length === 0) await once(this.socket, 'message', { signal: AbortSignal.timeout(2000) });
    return this.#heard.shift() ?? '';
  }

  /** Resolves when the relay has read everything that was sent before, and a binary has its server id. */
  async isSettled(): Promise<this> {
    this.socket.ping();
    await once(this.socket, 'pong', { signal: AbortSignal.timeout(2000) });
    return this;
  }

  say(value: unknown): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }
}

const HEADERS = {
  server: { 'x-pyrycode-version': '1', 'user-agent': 'self test' },
  client: { 'x-pyrycode-token': 'any', 'user-agent': 'self test' },
};

interface Lab {
  /** Starts a relay, which ends with the test. */
  start: (options?: PyrycodeRelayOptions) => Promise<RunningPyrycodeRelay>;
  /** Connects a binary or a phone of this server id; resolves when the connection is open. */
  come: (
    relay: RunningPyrycodeRelay,
    side: 'server' | 'client',
    serverId: string,
    options?: ClientOptions,
  ) => Promise<Visitor>;
}

export const test = base.extend<Lab>({
  start: async ({}, use) => {
    const relays: RunningPyrycodeRelay[] = [];
    await use(async (options) => {
      const relay = await startPyrycodeRelay(options);
      relays.push(relay);
      return relay;
    });
    await Promise.all(relays.map((relay) => relay.stop()));
  },

  come: async ({}, use) => {
    const visitors: Visitor[] = [];
    await use(async ({ url }, side, serverId, options = {}) => {
      const headers = { ...HEADERS[side], 'x-pyrycode-server': serverId };
      const visitor = new Visitor(`${url.replace('http', 'ws')}/v1/${side}`, { headers, ...options });
      visitors.push(visitor);
      await once(visitor.socket, 'open', { signal: AbortSignal.timeout(2000) });
      return visitor;
    });
    for (const { socket } of visitors) socket.terminate();
  },
});
