import { once } from 'node:events';
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { WebSocket } from 'ws';
import type { NostrEvent } from '../../../lab/relay/event/event.ts';
import { startRelay, type RelayOptions, type RunningRelay } from '../../../lab/relay/start.ts';

export type Frame = unknown[];

/** Starts a relay for one test and stops it afterwards, whatever happens. */
export async function withRelay(use: (relay: RunningRelay) => Promise<void>, options?: RelayOptions): Promise<void> {
  const relay = await startRelay(options);
  try {
    await use(relay);
  } finally {
    await relay.stop();
  }
}

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** A key pair that signs, as a plain object without the library's mark of a verified event. */
export class Key {
  readonly secret = generateSecretKey();
  readonly pubkey = getPublicKey(this.secret);

  sign(kind: number, tags: string[][] = [], content = '', created_at = nowInSeconds()): NostrEvent {
    return JSON.parse(JSON.stringify(finalizeEvent({ kind, tags, content, created_at }, this.secret))) as NostrEvent;
  }
}

/** A raw socket: sends frames, and hands out what came in, in order. */
export class Client {
  readonly frames: Frame[] = [];
  readonly webSocket: WebSocket;
  readonly url: string;
  #wake = (): void => undefined;

  constructor(url: string) {
    this.url = url;
    this.webSocket = new WebSocket(url);
    this.webSocket.on('message', (data) => {
      this.frames.push(JSON.parse((data as Buffer).toString()) as Frame);
      this.#wake();
    });
  }

  /** Opens a socket and waits for its challenge. */
  static async connect(url: string): Promise<Client> {
    const client = new Client(url);
    await client.next((frame) => frame[0] === 'AUTH');
    return client;
  }

  get challenge(): string {
    return String(this.frames.find((frame) => frame[0] === 'AUTH')?.[1]);
  }

  send(...frame: Frame): void {
    this.webSocket.send(JSON.stringify(frame));
  }

  /** The first frame from `start` on that holds; waits for it. The test's own timeout ends a vain wait. */
  async next(holds: (frame: Frame) => boolean, start = 0): Promise<Frame> {
    for (;;) {
      const found = this.frames.slice(start).find(holds);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Publishes and gives `true` or the reason of the refusal. */
  async publish(event: NostrEvent): Promise<true | string> {
    const [, , accepted, reason] = await this.#say('EVENT', event);
    return accepted === true ? true : String(reason);
  }

  /** The whole OK of an EVENT or AUTH. */
  async #say(verb: string, event: NostrEvent): Promise<Frame> {
    const start = this.frames.length;
    this.send(verb, event);
    return this.next((frame) => frame[0] === 'OK' && frame[1] === event.id, start);
  }

  ok(event: NostrEvent): Promise<Frame> {
    return this.#say('EVENT', event);
  }

  auth(event: NostrEvent): Promise<Frame> {
    return this.#say('AUTH', event);
  }

  async login(key: Key): Promise<this> {
    await this.auth(key.sign(22242, [['relay', this.url], ['challenge', this.challenge]])); // prettier-ignore
    return this;
  }

  /** Opens a subscription; gives the stored events, or the reason of the CLOSED. It stays open. */
  async subscribe(id: string, ...filters: object[]): Promise<NostrEvent[] | string> {
    const start = this.frames.length;
    this.send('REQ', id, ...filters);
    const end = await this.next((frame) => ['EOSE', 'CLOSED'].includes(String(frame[0])) && frame[1] === id, start);
    return end[0] === 'CLOSED' ? String(end[2]) : this.eventsOf(id, start);
  }

  /** Asks once, under a fresh subscription id that is closed again. */
  async ask(...filters: object[]): Promise<NostrEvent[] | string> {
    const id = `ask-${this.frames.length}`;
    const answer = await this.subscribe(id, ...filters);
    this.send('CLOSE', id);
    return answer;
  }

  async askIds(...filters: object[]): Promise<string[]> {
    const answer = await this.ask(...filters);
    return typeof answer === 'string' ? [answer] : answer.map((event) => event.id);
  }

  /** The number of a COUNT, or the reason of the CLOSED. */
  async countOf(...filters: object[]): Promise<unknown> {
    const start = this.frames.length;
    this.send('COUNT', 'count', ...filters);
    const [verb, , answer] = await this.next((frame) => ['COUNT', 'CLOSED'].includes(String(frame[0])), start);
    return verb === 'COUNT' ? (answer as { count: number }).count : answer;
  }

  /** Everything that has come for a subscription so far. After an answer on this socket that is all there is. */
  eventsOf(id: string, start = 0): NostrEvent[] {
    return this.frames
      .slice(start)
      .flatMap((frame) => (frame[0] === 'EVENT' && frame[1] === id ? [frame[2] as NostrEvent] : []));
  }

  idsOf(id: string): string[] {
    return this.eventsOf(id).map((event) => event.id);
  }

  async closeCode(): Promise<number> {
    const [code] = (await once(this.webSocket, 'close')) as [number];
    return code;
  }
}
