import type { nip77 } from 'nostr-tools';

/** The buffer of nostr-tools: bytes are appended at its end and taken from its start. */
export type Bytes = ReturnType<nip77.Negentropy['encodeBound']>;

/** Takes this many bytes from the start. Throws if there are not as many. */
export function takeBytes(from: Bytes, count: number): Uint8Array {
  if (from.length < count) throw new Error('the message ends too early');
  return from.shiftN(count);
}

/** Takes a number in base 128, most significant digit first (NIP-77, appendix, "Varint"). */
export function takeVarInt(from: Bytes): number {
  let value = 0;
  for (;;) {
    const [byte = 0] = takeBytes(from, 1);
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new Error('a number is too large');
    if (byte < 0x80) return value;
  }
}

/** The same the other way round. */
export function encodeVarInt(value: number): Uint8Array {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) + 128);
  return Uint8Array.from(digits);
}
