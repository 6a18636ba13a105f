import { nip77 } from 'nostr-tools';
import { encodeVarInt, takeBytes, takeVarInt, type Bytes } from './bytes.ts';

const VERSION = 0x61;
const SKIP = 0;
const FINGERPRINT = 1;
const ID_LIST = 2;
const ID_BYTES = 32;
/** Kept free in a message for what follows a list of ids that had to be cut. */
const RESERVE_BYTES = 400;

type Bound = ReturnType<nip77.Negentropy['decodeBound']>;

/**
 * The relay's side of Negentropy Protocol V1 (NIP-77, appendix). The class of nostr-tools plays the client's side only:
 * it reads lists of ids and never answers one.
 */
export class Responder extends nip77.Negentropy {
  /** The answer to one message. Throws if the message is broken. */
  respond(message: Uint8Array): Uint8Array {
    this.lastTimestampIn = this.lastTimestampOut = 0;
    const query = this.#bytes(message);
    const answer = this.#bytes(Uint8Array.of(VERSION));
    const [version = 0] = takeBytes(query, 1);
    if (version < 0x60 || version > 0x6f) throw new Error('the first byte is not a protocol version');
    if (version === VERSION) this.#answerRanges(query, answer);
    return answer.unwrap().slice();
  }

  #answerRanges(query: Bytes, answer: Bytes): void {
    let skippedTo: Bound | undefined;
    for (let lower = 0; query.length > 0;) {
      const bound = this.decodeBound(query);
      const upper = this.storage.findLowerBound(lower, this.storage.size(), bound);
      const mode = this.#readRange(query, lower, upper);
      if (mode === SKIP) skippedTo = bound;
      else {
        const part = this.#bytes();
        if (skippedTo) this.#writeRange(part, skippedTo, SKIP);
        skippedTo = undefined;
        if (mode === FINGERPRINT) this.splitRange(lower, upper, bound, part);
        const end = mode === ID_LIST ? this.#writeIds(part, lower, upper, bound, answer.length) : upper;
        if (end === upper && this.exceededFrameSizeLimit(answer.length + part.length)) {
          this.#writeRest(answer, lower);
          return;
        }
        answer.extend(part);
        if (end < upper) {
          this.#writeRest(answer, end);
          return;
        }
      }
      lower = upper;
    }
  }

  /** Reads past the contents of one range; tells in which mode to answer it. */
  #readRange(query: Bytes, lower: number, upper: number): number {
    const mode = takeVarInt(query);
    if (mode === SKIP) return SKIP;
    if (mode === FINGERPRINT) {
      const theirs = Buffer.from(takeBytes(query, 16));
      return theirs.equals(this.storage.fingerprint(lower, upper)) ? SKIP : FINGERPRINT;
    }
    if (mode !== ID_LIST) throw new Error(`mode ${mode} is not known`);
    takeBytes(query, takeVarInt(query) * ID_BYTES);
    return ID_LIST;
  }

  /** Lists the ids of a range, or as many of them as fit; gives the index up to which they are listed. */
  #writeIds(part: Bytes, lower: number, upper: number, bound: Bound, usedBytes: number): number {
    const room = Math.floor((this.frameSizeLimit - RESERVE_BYTES - usedBytes) / ID_BYTES);
    const end = Math.min(upper, lower + Math.max(room, 0));
    this.#writeRange(part, end < upper ? this.storage.getItem(end) : bound, ID_LIST);
    part.extend(encodeVarInt(end - lower));
    for (let index = lower; index < end; index++) part.extend(this.storage.getItem(index).id);
    return end;
  }

  /** Everything from here on as one fingerprint, for the client to ask about in its next message. */
  #writeRest(answer: Bytes, lower: number): void {
    this.#writeRange(answer, this._bound(Number.MAX_VALUE), FINGERPRINT);
    answer.extend(this.storage.fingerprint(lower, this.storage.size()));
  }

  #writeRange(part: Bytes, bound: Bound, mode: number): void {
    part.extend(this.encodeBound(bound));
    part.extend(encodeVarInt(mode));
  }

  /** A buffer of the library, whose class it does not export. */
  #bytes(content: Uint8Array = new Uint8Array()): Bytes {
    const buffer = new nip77.Negentropy(this.storage).encodeTimestampOut(0);
    buffer.shiftN(buffer.length);
    buffer.extend(content);
    return buffer;
  }
}
