import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { nsecEncode } from 'nostr-tools/nip19';
import { secretTexts } from '../../../fixtures/evidence/secrets.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

const key = SecretKey.generate();
const bytes = Buffer.from(key.reveal());
const [hex, nsec] = [bytes.toString('hex'), nsecEncode(bytes)];

test.describe('the texts of a secret', () => {
  for (const { title, value } of [
    { title: 'nsec', value: nsec },
    { title: 'hex', value: hex },
    { title: 'upper-case hex', value: hex.toUpperCase() },
  ]) {
    test(`are all spellings of a key that is set as ${title}`, () => {
      const texts = secretTexts({ PROD_CANARY_SECRET_KEY: value });
      expect(texts).toEqual(expect.arrayContaining([hex, hex.toUpperCase(), nsec, bytes.toString('base64')]));
    });
  }

  test('come from every target, every key of a list and every file', ({}, testInfo) => {
    const [ann, bob, cat] = [SecretKey.generate(), SecretKey.generate(), SecretKey.generate()].map((one) =>
      Buffer.from(one.reveal()).toString('hex'),
    );
    const file = testInfo.outputPath('key');
    writeFileSync(file, `${cat}\n`);
    const environment = { PROD_CANARY_SECRET_KEY: `${ann}, ${bob}`, STAGING_ADMIN_SECRET_KEY_FILE: file };
    expect(secretTexts(environment)).toEqual(expect.arrayContaining([ann, bob, cat]));
  });

  test('are tokens as they stand', () => {
    expect(secretTexts({ PROD_STREAMS_TOKEN: 'a-token-of-somebody' })).toContain('a-token-of-somebody');
  });

  test('are none where nothing secret is set', () => {
    expect(secretTexts({ PROD_RELAY_URL: 'wss://relay.example', PATH: '/usr/local/bin', HOME: undefined })).toEqual([]);
    expect(secretTexts({ PROD_CANARY_SECRET_KEY: '', PROD_STREAMS_TOKEN: 'short' })).toEqual([]);
    expect(secretTexts({ PROD_CANARY_SECRET_KEY_FILE: '/absent/key' })).toEqual([]);
  });

  test('never hold a public key', () => {
    const texts = secretTexts({ PROD_CANARY_SECRET_KEY: nsec });
    expect(texts.join('\n')).not.toContain(key.pubkey);
    expect(texts.join('\n')).not.toContain(key.npub);
  });
});
