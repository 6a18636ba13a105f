import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateSecretKey } from 'nostr-tools/pure';

/**
 * The relay's own key, so that a restart keeps its identity: from `keyFile` (RELAY_SECRET_KEY_FILE), else from the file
 * beside the data, which is made with a fresh key when it is missing; without data a fresh key.
 */
export function relayKey(keyFile: string | undefined, dataFile: string | undefined): Uint8Array {
  if (keyFile !== undefined) return readKey(keyFile, 'RELAY_SECRET_KEY_FILE');
  if (dataFile === undefined) return generateSecretKey();
  const beside = `${dataFile}.key`;
  if (existsSync(beside)) return readKey(beside, '--data');
  const key = generateSecretKey();
  try {
    writeFileSync(beside, `${Buffer.from(key).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new Error(`--data: the key file ${beside} cannot be written`, { cause: error });
  }
  return key;
}

function readKey(file: string, option: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${option}: ${file} cannot be read`, { cause: error });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${option}: ${file} does not hold a key of 64 hex characters`);
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
