/** How a WebSocket frame of a server is put together (RFC 6455, 5.2). What is left out is as it has to be. */
interface FrameParts {
  opcode?: number;
  isLast?: boolean;
  /** RSV1, RSV2 and RSV3 as a number: 4, 2 and 1. */
  reserved?: number;
  isMasked?: boolean;
  /** The length that the header claims. */
  claims?: bigint;
  /** The length is written in 8 bytes, however short it is. */
  isWide?: boolean;
}

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** The bytes of one frame, right or wrong. */
export function frame(payload: Buffer | string, parts: FrameParts = {}): Buffer {
  const { opcode = OPCODE.text, isLast = true, reserved = 0, isMasked = false, isWide = false } = parts;
  const body = Buffer.from(payload);
  const { claims = BigInt(body.length) } = parts;
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from([first]), lengthOf(claims, isMasked ? 0x80 : 0, isWide), mask, body]);
}

function lengthOf(claims: bigint, maskBit: number, isWide: boolean): Buffer {
  if (claims < 126n && !isWide) return Buffer.from([maskBit | Number(claims)]);
  const isShort = claims < 65_536n && !isWide;
  const bytes = Buffer.alloc(isShort ? 3 : 9);
  bytes[0] = maskBit | (isShort ? 126 : 127);
  if (isShort) bytes.writeUInt16BE(Number(claims), 1);
  else bytes.writeBigUInt64BE(claims, 1);
  return bytes;
}

/** One message in fragments of so many bytes, each followed by what is given as `between`. */
export function fragments(text: string, size: number, between: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.from(text);
  const count = Math.max(1, Math.ceil(body.length / size));
  const pieces = Array.from({ length: count }, (_, index) => body.subarray(index * size, (index + 1) * size));
  return Buffer.concat(
    pieces.flatMap((piece, index) => {
      const isLast = index === count - 1;
      const opcode = index === 0 ? OPCODE.text : OPCODE.continuation;
      return isLast ? [frame(piece, { opcode })] : [frame(piece, { opcode, isLast }), between];
    }),
  );
}

/** A close frame with a code and a reason. */
export function closeFrame(code: number, reason: Buffer | string = ''): Buffer {
  const payload = Buffer.concat([Buffer.alloc(2), Buffer.from(reason)]);
  payload.writeUInt16BE(code, 0);
  return frame(payload, { opcode: OPCODE.close });
}
