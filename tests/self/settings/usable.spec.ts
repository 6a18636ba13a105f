import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readSettings } from '../../../fixtures/config/settings.ts';
import { complaintOf, newKey, usable } from './usable-settings.ts';

const [ann, bob, cat] = [newKey(), newKey(), newKey()];

const LOOPBACK = [
  'ws://localhost:2929',
  'ws://127.0.0.1',
  'ws://127.8.9.10:1',
  'ws://[::1]:2929',
  'wss://relay.example/path',
];

test.describe('settings', () => {
  test('have defaults for all that is not required', () => {
    const settings = readSettings('prod', usable());
    expect(settings).toMatchObject({ prefix: 'PROD', relayUrl: 'wss://relay.example', deadlineSeconds: 60 });
    expect(settings).toMatchObject({ policies: [], admin: undefined, readinessUrl: undefined });
    expect(settings.groups).toEqual([{ id: 'canary', isPrivate: false }]);
  });

  test('are read from every name', () => {
    const settings = readSettings('prod', {
      ...usable(),
      PROD_ADMIN_SECRET_KEY: cat.nsec,
      PROD_READINESS_URL: 'https://relay.example/health',
      PROD_RELAY_POLICY: 'auth-to-read, unmanaged-groups',
      PROD_DEADLINE_SECONDS: '10',
    });
    expect(settings.admin?.pubkey).toBe(cat.pubkey);
    expect(settings).toMatchObject({ readinessUrl: 'https://relay.example/health', deadlineSeconds: 10 });
    expect(settings.policies).toEqual(['auth-to-read', 'unmanaged-groups']);
  });

  test('name several members and groups, by commas, spaces and lines', () => {
    const { members, groups } = readSettings('prod', {
      PROD_RELAY_URL: 'wss://relay.example',
      PROD_CANARY_SECRET_KEY: `${ann.nsec},\n${bob.hex.toUpperCase()}`,
      PROD_CANARY_GROUP: 'canary, canary_2:private',
    });
    expect(members.map(({ pubkey }) => pubkey)).toEqual([ann.pubkey, bob.pubkey]);
    expect(groups).toEqual([
      { id: 'canary', isPrivate: false },
      { id: 'canary_2', isPrivate: true },
    ]);
  });

  test('take keys from a file', ({}, testInfo) => {
    const file = testInfo.outputPath('keys');
    writeFileSync(file, `${ann.nsec}\n${bob.nsec}\n`);
    const { members } = readSettings('prod', {
      ...usable(),
      PROD_CANARY_SECRET_KEY: '',
      PROD_CANARY_SECRET_KEY_FILE: file,
    });
    expect(members.map(({ pubkey }) => pubkey)).toEqual([ann.pubkey, bob.pubkey]);
  });

  for (const url of LOOPBACK) {
    test(`allow ${url}`, () => {
      expect(readSettings('prod', { ...usable(), PROD_RELAY_URL: url }).relayUrl).toBe(url);
    });
  }

  test('of staging are read from STAGING_ and nothing else', () => {
    const staging = Object.entries(usable()).map(([name, value]): [string, string] => [
      name.replace('PROD', 'STAGING'),
      value,
    ]);
    const environment = { ...Object.fromEntries(staging), PROD_RELAY_URL: 'nonsense', PROD_TYPO: 'x' };
    expect(readSettings('staging', environment)).toMatchObject({ prefix: 'STAGING', relayUrl: 'wss://relay.example' });
    expect(complaintOf(() => readSettings('prod', environment))).toContain('PROD_RELAY_URL is not a URL');
  });

  test('of prod are not completed from STAGING_', () => {
    const environment = { STAGING_RELAY_URL: 'nonsense', STAGING_TYPO: 'x', ...usable() };
    expect(readSettings('prod', environment)).toMatchObject({ prefix: 'PROD', relayUrl: 'wss://relay.example' });
    expect(complaintOf(() => readSettings('staging', usable()))).toContain('STAGING_RELAY_URL is not set');
  });
});

const TYPOS = [
  { name: 'PROD_RELAY_ULR', meant: 'PROD_RELAY_URL' },
  { name: 'PROD_CANARY_GROUPS', meant: 'PROD_CANARY_GROUP' },
  { name: 'PROD_ADMIN_SECRET_KEYFILE', meant: 'PROD_ADMIN_SECRET_KEY_FILE' },
  { name: 'PROD_RELAY_URL_FILE', meant: 'PROD_RELAY_URL' },
];

test.describe('an unknown name', () => {
  for (const { name, meant } of TYPOS) {
    test(`${name} is refused, and ${meant} is suggested`, () => {
      const told = complaintOf(() => readSettings('prod', { ...usable(), [name]: 'x' }));
      expect(told).toContain(`(1):\n  ${name} is not a setting\n    → did you mean ${meant}?`);
    });
  }

  test("with another beginning is nobody's concern", () => {
    expect(() => readSettings('prod', { ...usable(), PRODUCTION: 'x', MY_PROD_RELAY_ULR: 'x' })).not.toThrow();
  });
});
