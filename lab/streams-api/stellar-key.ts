const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Version byte of an account's public key: makes it begin with G (Stellar SEP-23). */
const ACCOUNT = 6 << 3;

/** CRC16/XMODEM, as StrKey has it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc;
}

function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let [value, bits] = [0, 0];
  for (const letter of text) {
    value = ((value << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** The address of an account: G, 55 characters of base32, and a checksum that is right. */
export function isStellarKey(text: string): boolean {
  if (!/^G[A-Z2-7]{55}$/.test(text)) return false;
  const bytes = decodeBase32(text);
  const checksum = (bytes[33] ?? 0) | ((bytes[34] ?? 0) << 8);
  return bytes[0] === ACCOUNT && crc16(bytes.subarray(0, 33)) === checksum;
}

/** The address of an account with this public key of 32 bytes. */
export function toStellarKey(publicKey: Uint8Array): string {
  const payload = Uint8Array.from([ACCOUNT, ...publicKey]);
  const crc = crc16(payload);
  let [text, value, bits] = ['', 0, 0];
  for (const byte of [...payload, crc & 0xff, crc >> 8]) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31] ?? '';
    }
  }
  return text;
}
