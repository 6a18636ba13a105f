import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { RelayTimes } from './options.ts';

/** A binary or a phone on its WebSocket, as the registry knows it. */
export class Peer {
  /** For example client-SERVERID-0a1b2c3d */
  readonly connId: string;
  readonly #webSocket: WebSocket;

  constructor(side: 'server' | 'client', serverId: string, webSocket: WebSocket) {
    this.connId = `${side}-${serverId}-${randomBytes(4).toString('hex')}`;
    this.#webSocket = webSocket;
  }

  /** Sends a message, as pyrycode-relay does: in a binary frame, though it is text. False: the connection is gone. */
  send(text: string): boolean {
    if (this.#webSocket.readyState !== WebSocket.OPEN) return false;
    this.#webSocket.send(Buffer.from(text), { binary: true });
    return true;
  }

  /** Says good-bye, unless that was said already. A code that no close frame may hold (RFC 6455) just cuts the connection. */
  close(code: number, words: string): void {
    try {
      this.#webSocket.close(code, words);
    } catch {
      this.#webSocket.terminate();
    }
  }

  /** Sends a ping; whether its pong comes in time. */
  answersPing(withinMs: number): Promise<boolean> {
    const webSocket = this.#webSocket;
    if (webSocket.readyState !== WebSocket.OPEN) return Promise.resolve(false);
    const payload = randomBytes(8);
    return new Promise((resolve) => {
      const settle = (isAlive: boolean): void => {
        clearTimeout(timer);
        webSocket.off('pong', onPong).off('close', onClose);
        resolve(isAlive);
      };
      const onPong = (data: Buffer): void => {
        if (data.equals(payload)) settle(true);
      };
      const onClose = (): void => settle(false);
      const timer = setTimeout(() => settle(false), withinMs);
      webSocket.on('pong', onPong).on('close', onClose).ping(payload);
    });
  }

  /** Pings as long as the connection lasts; ends it with 1011 where a pong does not come. */
  keepAlive({ heartbeatEveryMs, heartbeatWithinMs }: RelayTimes): void {
    const beat = async (): Promise<void> => {
      if (await this.answersPing(heartbeatWithinMs)) next();
      else this.close(1011, 'heartbeat timeout');
    };
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      if (this.#webSocket.readyState === WebSocket.OPEN) timer = setTimeout(() => void beat(), heartbeatEveryMs);
    };
    this.#webSocket.on('close', () => clearTimeout(timer));
    next();
  }
}
