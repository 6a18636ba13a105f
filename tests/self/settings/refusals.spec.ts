import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readSettings } from '../../../fixtures/config/settings.ts';
import { complaintOf, newKey, usable } from './usable-settings.ts';

const key = newKey();
const typo = key.nsec.slice(0, -1) + (key.nsec.endsWith('q') ? 'p' : 'q');

/** A wrong value for one setting, the problem and the mend that are told, and what must not be repeated. */
interface Refusal {
  setting: string;
  value: string;
  says: string;
  mend: string;
  secret?: string;
}

const URLS: Refusal[] = [
  { setting: 'RELAY_URL', value: 'relay.example', says: 'is not a URL that starts with wss://', mend: 'wss://host' },
  { setting: 'RELAY_URL', value: 'https://relay.example', says: 'is not a URL that starts with wss://', mend: 'wss://' },
  { setting: 'RELAY_URL', value: 'ws://relay.example', says: 'is unencrypted (ws://)', mend: 'use wss://' },
  { setting: 'RELAY_URL', value: 'ws://10.0.0.1:80', says: 'is unencrypted (ws://)', mend: 'use wss://' },
  { setting: 'RELAY_URL', value: 'ws://127.0.0.1.example', says: 'is unencrypted (ws://)', mend: 'use wss://' },
  { setting: 'RELAY_URL', value: 'ws://localhost.example', says: 'is unencrypted (ws://)', mend: 'use wss://' },
  {
    ...{ setting: 'RELAY_URL', value: 'wss://ann:hunter22@relay.example', secret: 'hunter22' },
    ...{ says: 'holds a user name or password', mend: 'leave it out' },
  },
  {
    ...{ setting: 'RELAY_URL', value: 'wss://:hunter22@relay.example', secret: 'hunter22' },
    ...{ says: 'holds a user name or password', mend: 'leave it out' },
  },
  { setting: 'READINESS_URL', value: '/health', says: 'is not a URL that starts with https:// or http://', mend: 'https://host' },
  { setting: 'READINESS_URL', value: 'wss://relay.example', says: 'is not a URL', mend: 'https://host' },
];

const KEYS: Refusal[] = [
  { setting: 'CANARY_SECRET_KEY', value: 'letmein-please', says: '(number 1) is neither an nsec nor 64 hex digits', mend: 'npm run keygen', secret: 'letmein-please' },
  { setting: 'CANARY_SECRET_KEY', value: key.npub, says: '(number 1) is a public key (npub)', mend: 'npm run keygen' },
  { setting: 'CANARY_SECRET_KEY', value: `${newKey().nsec},${typo}`, says: '(number 2) looks like an nsec, but its checksum is wrong', mend: 'npm run keygen', secret: typo.slice(5) },
  { setting: 'CANARY_SECRET_KEY', value: `${key.nsec},${key.hex}`, says: 'holds the same key twice (number 2)', mend: 'a key of its own', secret: key.hex },
  { setting: 'CANARY_SECRET_KEY', value: ',', says: 'is an empty list', mend: 'give at least one' },
  { setting: 'CANARY_SECRET_KEY', value: '0'.repeat(64), says: '(number 1)', mend: 'npm run keygen' },
  { setting: 'ADMIN_SECRET_KEY', value: typo, says: 'its checksum is wrong', mend: 'npm run keygen', secret: typo.slice(5) },
];

const OTHERS: Refusal[] = [
  { setting: 'CANARY_GROUP', value: 'my group!', says: 'has "group!", which is no group', mend: 'ID:private' },
  { setting: 'CANARY_GROUP', value: 'canary:secret', says: 'has "canary:secret", which is no group', mend: 'ID:private' },
  { setting: 'CANARY_GROUP', value: 'x'.repeat(65), says: 'which is no group', mend: 'write ids of a-z, 0-9, - and _' },
  { setting: 'CANARY_GROUP', value: ':private', says: 'has ":private", which is no group', mend: 'ID:private' },
  { setting: 'CANARY_GROUP', value: ', ,', says: 'is an empty list', mend: 'give at least one' },
  { setting: 'RELAY_POLICY', value: 'auth-to-read,auth-to-pray', says: 'unknown word "auth-to-pray"', mend: 'use auth-to-read, auth-to-write' },
  { setting: 'DEADLINE_SECONDS', value: '9', says: 'is "9", not a number from 10 to 600', mend: 'leave it unset for 60' },
  { setting: 'DEADLINE_SECONDS', value: '601', says: 'not a number from 10 to 600', mend: 'leave it unset' },
  { setting: 'DEADLINE_SECONDS', value: 'soon', says: 'is "soon", not a number', mend: 'leave it unset' },
];

test.describe('settings are refused', () => {
  for (const { setting, value, says, mend, secret = 'hunter22' } of [...URLS, ...KEYS, ...OTHERS]) {
    test(`where ${setting} ${says} (${value.replace(/(nsec1|[0-9a-f]{8})\w+/g, '$1…')})`, () => {
      const told = complaintOf(() => readSettings('prod', { ...usable(), [`PROD_${setting}`]: value }));
      expect(told).toContain(`  PROD_${setting} `);
      expect(told).toContain(says);
      expect(told).toContain(mend);
      expect(told).not.toContain(secret);
    });
  }

  test('where nothing is set, with every required name at once', () => {
    const told = complaintOf(() => readSettings('prod', {}));
    expect(told).toContain('The settings are not usable (3):');
    for (const name of ['PROD_RELAY_URL', 'PROD_CANARY_SECRET_KEY', 'PROD_CANARY_GROUP'])
      expect(told).toContain(`  ${name} is not set\n    → set it`);
    expect(told).toContain('or PROD_CANARY_SECRET_KEY_FILE to the path of a file');
  });

  test('where a value is blank, as if it were not set', () => {
    const told = complaintOf(() => readSettings('prod', { ...usable(), PROD_RELAY_URL: '  ' }));
    expect(told).toContain('(1):\n  PROD_RELAY_URL is not set');
  });

  test('with all problems of all settings at once', () => {
    const wrong = { PROD_RELAY_URL: 'x', PROD_CANARY_GROUP: '!', PROD_RELAY_POLICY: 'y', PROD_DEADLINE_SECONDS: 'z' };
    const told = complaintOf(() => readSettings('prod', wrong));
    expect(told).toContain('The settings are not usable (5):');
    for (const name of [...Object.keys(wrong), 'PROD_CANARY_SECRET_KEY']) expect(told).toContain(`  ${name} `);
  });

  test('where the canary is the admin', () => {
    const told = complaintOf(() =>
      readSettings('prod', { ...usable(), PROD_CANARY_SECRET_KEY: key.hex, PROD_ADMIN_SECRET_KEY: key.nsec }),
    );
    expect(told).toContain('PROD_CANARY_SECRET_KEY holds the key of PROD_ADMIN_SECRET_KEY\n    → a canary must be a plain member');
  });

  test('where a run would send too many events', () => {
    const told = complaintOf(() => readSettings('prod', { ...usable(), PROD_CANARY_GROUP: 'a,b,c,d,e,f' }));
    expect(told).toMatch(/PROD_CANARY_GROUP has 6 groups for 1 members: a run would send \d+ events/);
    expect(told).toContain('a run may send 12 events at most');
  });
});

test.describe('secret files are refused', () => {
  const { PROD_CANARY_SECRET_KEY, ...withoutKey } = usable();

  test('where the variable is set too', () => {
    const both = { ...withoutKey, PROD_CANARY_SECRET_KEY, PROD_CANARY_SECRET_KEY_FILE: '/dev/null' };
    const told = complaintOf(() => readSettings('prod', both));
    expect(told).toContain('PROD_CANARY_SECRET_KEY is set, and PROD_CANARY_SECRET_KEY_FILE too\n    → keep one');
  });

  test('where there is none', ({}, testInfo) => {
    const file = testInfo.outputPath('absent');
    const told = complaintOf(() => readSettings('prod', { ...withoutKey, PROD_CANARY_SECRET_KEY_FILE: file }));
    expect(told).toContain(`PROD_CANARY_SECRET_KEY_FILE names ${file}, which cannot be read (ENOENT)`);
  });

  test('where they are empty, or hold no key', ({}, testInfo) => {
    const [blank, wrong] = [testInfo.outputPath('blank'), testInfo.outputPath('wrong')];
    writeFileSync(blank, ' \n');
    writeFileSync(wrong, typo);
    const files = { PROD_CANARY_SECRET_KEY_FILE: blank, PROD_ADMIN_SECRET_KEY_FILE: wrong };
    const told = complaintOf(() => readSettings('prod', { ...withoutKey, ...files }));
    expect(told).toContain(`PROD_CANARY_SECRET_KEY_FILE names the empty file ${blank}`);
    expect(told).toContain('its checksum is wrong');
    expect(told).not.toContain(typo.slice(5));
  });
});
