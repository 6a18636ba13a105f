import { nsecEncode } from 'nostr-tools/nip19';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

/** A fresh key in each of its spellings. */
export function newKey(): { hex: string; nsec: string; npub: string; pubkey: string } {
  const key = SecretKey.generate();
  const hex = Buffer.from(key.reveal()).toString('hex');
  return { hex, nsec: nsecEncode(key.reveal()), npub: key.npub, pubkey: key.pubkey };
}

/** The least that a target needs. */
export const usable = (): { PROD_RELAY_URL: string; PROD_CANARY_SECRET_KEY: string; PROD_CANARY_GROUP: string } => ({
  PROD_RELAY_URL: 'wss://relay.example',
  PROD_CANARY_SECRET_KEY: newKey().nsec,
  PROD_CANARY_GROUP: 'canary',
});

/** What reading says about unusable settings; fails where they are usable. */
export function complaintOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were taken for usable.');
}
