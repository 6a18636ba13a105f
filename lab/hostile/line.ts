import type { Socket } from 'node:net';
import { frame } from './bytes.ts';

/** One message on a connection, as it really crossed the wire. */
export interface Entry {
  who: 'visitor' | 'relay';
  message: unknown[];
}

interface Piece {
  bytes: Buffer;
  /** The message that is whole once these bytes are out. */
  tells?: unknown[];
}

/** Stands in the log for frames whose words are not kept there. */
const UNTOLD = ['NOTICE'];

/** Bytes that wait in the socket while more are poured in. */
const MOST_WAITING = 512 * 1024;

/**
 * One visitor's connection, as the hostile relay holds it. It writes whatever it is told to, and keeps the log of what
 * an honest reader could have understood: nothing counts after bytes that break the protocol, nor after the good-bye.
 */
export class Line {
  readonly number: number;
  readonly log: Entry[] = [];
  readonly #wire: Socket;
  #isBroken = false;
  #isStalled = false;
  #dripMs = 0;
  #waiting: Piece[] = [];

  constructor(number: number, wire: Socket) {
    this.number = number;
    this.#wire = wire.on('error', () => wire.destroy());
  }

  /** Takes note of what the visitor said. */
  hear(message: unknown[]): void {
    this.log.push({ who: 'visitor', message });
  }

  /** Says one message as it should be said. */
  tell(message: unknown[]): void {
    this.tellAs(frame(JSON.stringify(message)), message);
  }

  /** Says one message in bytes that are legal, if unusual. */
  tellAs(bytes: Buffer, message: unknown[]): void {
    this.#put({ bytes, tells: message });
  }

  /** Writes what is legal and answers nothing. It may hold a NOTICE, which nobody can tell from an answer. */
  write(bytes: Buffer): void {
    this.#put({ bytes, tells: UNTOLD });
  }

  /** Writes what no reader may accept. Nothing that comes later counts. */
  violate(bytes: Buffer): void {
    this.#put({ bytes });
    this.#isBroken = true;
  }

  /** From now on nothing is written any more, and the connection stays open. */
  stall(): void {
    this.#isStalled = true;
  }

  /** From now on one byte at a time. */
  drip(everyMs: number): void {
    this.#dripMs = everyMs;
  }

  /** No longer reads what the visitor says. */
  turnDeaf(): void {
    this.#wire.pause();
  }

  end(): void {
    this.#isBroken = true;
    this.#wire.end();
  }

  reset(): void {
    this.#isBroken = true;
    this.#wire.resetAndDestroy();
  }

  /** Writes the same again and again, for as long as somebody takes it. */
  pour(bytes: Buffer, most = Infinity): void {
    const wire = this.#wire;
    let left = most;
    this.#put({ bytes: Buffer.alloc(0), tells: UNTOLD });
    const more = (): void => {
      while (left > 0 && !wire.destroyed && wire.writable && wire.writableLength < MOST_WAITING) {
        wire.write(bytes);
        left -= 1;
      }
      if (left > 0 && !wire.destroyed && wire.writable) setTimeout(more, 2);
    };
    more();
  }

  #put(piece: Piece): void {
    if (this.#isStalled || this.#wire.destroyed || !this.#wire.writable) return;
    if (this.#dripMs === 0) this.#send(piece);
    else if (this.#waiting.push(piece) === 1) this.#dripOn(0);
  }

  #send({ bytes, tells }: Piece): void {
    this.#wire.write(bytes);
    if (tells && !this.#isBroken) this.log.push({ who: 'relay', message: tells });
  }

  #dripOn(done: number): void {
    const [piece] = this.#waiting;
    if (!piece || this.#isStalled || this.#wire.destroyed || !this.#wire.writable) return;
    const isLast = done + 1 >= piece.bytes.length;
    this.#send({ bytes: piece.bytes.subarray(done, done + 1), ...(isLast && piece.tells && { tells: piece.tells }) });
    if (isLast) this.#waiting.shift();
    setTimeout(() => this.#dripOn(isLast ? 0 : done + 1), this.#dripMs);
  }
}
