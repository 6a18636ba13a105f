import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readSettings } from '../../../fixtures/config/settings.ts';
import { complaintOf, newKey, usable } from './usable-settings.ts';

const key = newKey();
const typo = key.nsec.slice(0, -1) + (key.nsec.endsWith('q') ? 'p' : 'q');

/** A wrong value for one setting, the problem and the mend that are told, and what must not be repeated. */
interface Refusal {
  what: string;
  value: string;
  says: string;
  mend: string;
  secret?: string;
}

const notWss = { says: 'is not a URL that starts with wss:// or ws://', mend: 'write for example wss://host' };
const unencrypted = { says: 'is unencrypted (ws://) and not on this machine', mend: 'use wss://' };
const loggedIn = { says: 'holds a user name or password', mend: 'leave it out', secret: 'hunter22' };
const notHttp = { says: 'is not a URL that starts with https:// or http://', mend: 'write for example https://host' };
const noKey = { says: '(number 1) is neither an nsec nor 64 hex digits', mend: 'npm run keygen' };
const mistyped = {
  says: 'looks like an nsec, but its checksum is wrong',
  mend: 'npm run keygen',
  secret: typo.slice(5),
};
const twice = { says: 'holds the same key twice (number 2)', mend: 'a key of its own', secret: key.hex };
const empty = { says: 'is an empty list', mend: 'give at least one' };
const noGroup = { says: 'which is no group', mend: 'write ids of a-z, 0-9, - and _, or ID:private' };
const noSeconds = { says: 'not a number from 10 to 600', mend: 'leave it unset for 60' };

const REFUSALS: Record<string, Refusal[]> = {
  PROD_RELAY_URL: [
    { what: 'a bare host', value: 'relay.example', ...notWss },
    { what: 'a web address', value: 'https://relay.example', ...notWss },
    { what: 'ws:// to another host', value: 'ws://relay.example', ...unencrypted },
    { what: 'ws:// to a private network', value: 'ws://10.0.0.1:80', ...unencrypted },
    { what: 'ws:// to a name that begins like this machine', value: 'ws://127.0.0.1.example', ...unencrypted },
    { what: 'ws:// to a subdomain called localhost', value: 'ws://localhost.example', ...unencrypted },
    { what: 'a user name and password', value: 'wss://ann:hunter22@relay.example', ...loggedIn },
    { what: 'an address with a fragment', value: 'wss://relay.example/#top', says: 'fragment', mend: 'leave it out' },
    { what: 'a password alone', value: 'wss://:hunter22@relay.example', ...loggedIn },
  ],
  PROD_READINESS_URL: [
    { what: 'a path', value: '/health', ...notHttp },
    { what: 'a relay address', value: 'wss://relay.example', ...notHttp },
  ],
  PROD_CANARY_SECRET_KEY: [
    { what: 'a password', value: 'letmein-please', ...noKey, secret: 'letmein-please' },
    { what: 'a public key', value: key.npub, ...noKey, says: '(number 1) is a public key (npub)' },
    { what: 'a mistyped second key', value: `${newKey().nsec},${typo}`, ...mistyped },
    { what: 'one key in two spellings', value: `${key.nsec},${key.hex}`, ...twice },
    { what: 'a comma', value: ',', ...empty },
    { what: 'a number that is no key of the curve', value: '0'.repeat(64), says: '(number 1)', mend: 'npm run keygen' },
  ],
  PROD_ADMIN_SECRET_KEY: [{ what: 'a mistyped key', value: typo, ...mistyped }],
  PROD_CANARY_GROUP: [
    { what: 'a name for people', value: 'my group!', ...noGroup },
    { what: 'an unknown flag', value: 'canary:secret', ...noGroup },
    { what: 'a flag without an id', value: ':private', ...noGroup },
    { what: 'a flag after the flag', value: 'canary:private:closed', ...noGroup },
    { what: 'an id of 65 letters', value: 'x'.repeat(65), ...noGroup },
    { what: 'one group twice', value: 'canary,canary:private', says: 'twice', mend: 'once' },
    { what: 'commas', value: ', ,', ...empty },
  ],
  PROD_RELAY_POLICY: [
    {
      ...{ what: 'an unknown word', value: 'auth-to-read,auth-to-pray' },
      ...{ says: 'has the unknown word "auth-to-pray"', mend: 'use auth-to-read, auth-to-write, unmanaged-groups' },
    },
  ],
  PROD_DEADLINE_SECONDS: [
    { what: 'too few', value: '9', ...noSeconds },
    { what: 'too many', value: '601', ...noSeconds },
    { what: 'a word', value: 'soon', ...noSeconds },
  ],
};

const CASES = Object.entries(REFUSALS).flatMap(([setting, list]) => list.map((each) => ({ setting, ...each })));

test.describe('settings are refused', () => {
  for (const { setting, what, value, says, mend, secret = 'hunter22' } of CASES) {
    test(`where ${setting} is ${what}`, () => {
      const told = complaintOf(() => readSettings('prod', { ...usable(), [setting]: value }));
      expect(told).toContain(`  ${setting} `);
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
    expect(told).toContain(
      'PROD_CANARY_SECRET_KEY holds the key of PROD_ADMIN_SECRET_KEY\n    → a canary must be a plain member',
    );
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
