import type { Socket } from 'node:net';

/** What slows or stops one direction of a link. */
export interface Toxics {
  /** Every piece comes so much later. */
  latencyMs?: number;
  /** Up to so much more, drawn anew for each piece; order is kept. */
  jitterMs?: number;
  /** Of each connection. */
  bytesPerSecond?: number;
  /** Nothing passes, not even the end; what was sent comes when it is lifted, as after a cable was put back. */
  isBlackhole?: boolean;
  /** After so many bytes of a connection both its sides are closed. */
  limitBytes?: number;
}

/** What went one way, and what was done to it. */
export interface Traffic {
  bytes: number;
  /** Pieces that a toxic held back. */
  delayed: number;
  /** Connections that were closed by limitBytes. */
  limited: number;
}

/** One direction of one connection. */
export interface Lane {
  /** Toxics changed: what waits is looked at anew. */
  wake: () => void;
}

interface Piece {
  /** Undefined: the sender has ended. */
  bytes: Buffer | undefined;
  cameAt: number;
  jitter: number;
}

/** So much waits in a link at most; then the sender has to. */
const HIGH_WATER_BYTES = 1_000_000;

/** A slow line passes its bytes in pieces of a twentieth of a second. */
const PIECES_PER_SECOND = 20;

interface LaneEnds {
  from: Socket;
  to: Socket;
  /** Asked for each piece: toxics may change while it runs. */
  toxics: () => Toxics;
  random: () => number;
  traffic: Traffic;
}

/** Carries what `from` says to `to`, as the toxics want it. */
export function openLane({ from, to, toxics, random, traffic }: LaneEnds): Lane {
  const waiting: Piece[] = [];
  let waitingBytes = 0;
  let passedBytes = 0;
  let lineIsFreeAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const dueAt = (piece: Piece): number => {
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond } = toxics();
    return Math.max(
      piece.cameAt + latencyMs + piece.jitter * jitterMs,
      bytesPerSecond === undefined ? 0 : lineIsFreeAt,
    );
  };

  const pass = (piece: Piece): void => {
    const { bytesPerSecond, limitBytes = Infinity } = toxics();
    if (piece.bytes === undefined) {
      to.end();
      return;
    }
    const bytes = piece.bytes.subarray(0, Math.max(0, limitBytes - passedBytes));
    passedBytes += bytes.length;
    traffic.bytes += bytes.length;
    if (bytesPerSecond !== undefined)
      lineIsFreeAt = Math.max(performance.now(), lineIsFreeAt) + (bytes.length / bytesPerSecond) * 1000;
    if (bytes.length > 0) to.write(bytes);
    if (passedBytes < limitBytes) return;
    traffic.limited++;
    to.end(() => to.destroy());
    from.destroy();
  };

  const pump = (): void => {
    clearTimeout(timer);
    while (waiting.length > 0 && !to.destroyed && !toxics().isBlackhole && !to.writableNeedDrain) {
      const [piece] = waiting as [Piece];
      const left = dueAt(piece) - performance.now();
      if (left > 0) {
        timer = setTimeout(pump, Math.ceil(left));
        return;
      }
      waiting.shift();
      waitingBytes -= piece.bytes?.length ?? 0;
      pass(piece);
    }
    if (waitingBytes < HIGH_WATER_BYTES && from.isPaused()) from.resume();
  };

  const take = (bytes: Buffer | undefined): void => {
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond, isBlackhole = false } = toxics();
    if (latencyMs + jitterMs > 0 || bytesPerSecond !== undefined || isBlackhole) traffic.delayed++;
    const jitter = random();
    const size = bytesPerSecond === undefined ? Infinity : Math.max(1, Math.ceil(bytesPerSecond / PIECES_PER_SECOND));
    for (let at = 0; at < (bytes?.length ?? 1); at += size)
      waiting.push({ bytes: bytes?.subarray(at, at + size), cameAt: performance.now(), jitter });
    waitingBytes += bytes?.length ?? 0;
    if (waitingBytes >= HIGH_WATER_BYTES) from.pause();
    pump();
  };

  from.on('data', take);
  from.on('end', () => take(undefined));
  to.on('drain', pump);
  to.once('close', () => clearTimeout(timer));
  return { wake: pump };
}
