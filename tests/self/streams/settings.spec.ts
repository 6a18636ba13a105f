import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, test } from '@playwright/test';
import { readStreamsSettings } from '../../../fixtures/config/streams-settings.ts';
import { complaintOf } from '../settings/usable-settings.ts';

const TOKEN = 'tok_of-a-synthetic-user';

const USABLE = {
  STAGING_STREAMS_URL: 'https://streams.example',
  STAGING_STREAMS_DIALECT: 'frontend',
  STAGING_STREAMS_TOKEN: TOKEN,
};

const read = (environment: Record<string, string>): ReturnType<typeof readStreamsSettings> =>
  readStreamsSettings('staging', environment);

/** A JWT whose signature nobody made, with this `exp` in seconds. */
const jwt = (exp: number): string => `${Buffer.from('{}').toString('base64url')}.${asPart({ exp })}.c2ln`;
const asPart = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A wrong value, what is said of it and the mend. */
const REFUSALS: Record<string, { what: string; value: string; says: string; mend: string }[]> = {
  URL: [
    { what: 'a bare host', value: 'streams.example', says: 'starts with https:// or http://', mend: 'https://host' },
    {
      what: 'a query',
      value: 'https://x.example/?a=b',
      says: 'holds a query or a fragment',
      mend: 'before /api alone',
    },
    {
      what: 'a fragment',
      value: 'https://x.example/#a',
      says: 'holds a query or a fragment',
      mend: 'before /api alone',
    },
    { what: 'http:// elsewhere', value: 'http://x.example', says: 'is unencrypted', mend: 'a token is sent there' },
    {
      ...{ what: 'http:// to a name like this machine', value: 'http://127.0.0.1.example' },
      ...{ says: 'is unencrypted', mend: 'use https://' },
    },
    {
      what: 'a password',
      value: 'https://ann:hunter22@x.example',
      says: 'user name or password',
      mend: 'leave it out',
    },
  ],
  DIALECT: [
    { what: 'a version', value: 'v2', says: 'is "v2", not frontend or backend', mend: 'docs/streams.md' },
    { what: 'in capitals', value: 'Frontend', says: 'is "Frontend", not', mend: 'docs/streams.md' },
  ],
  NETWORK: ['mainnet', 'public', 'Testnet', 'testnet,mainnet', 'futurenet'].map((value) => ({
    ...{ what: `"${value}"`, value, says: `is "${value}", not testnet or mock` },
    mend: 'there is no other: nothing is ever created or settled where money moves',
  })),
  TOKEN: [
    { what: 'with its scheme', value: 'Bearer hunter22', says: 'holds a space', mend: 'without "Bearer"' },
    { what: 'of two lines', value: 'hunter22\nmore', says: 'that no header can carry', mend: 'the token alone' },
    { what: 'with an umlaut', value: 'hünter22', says: 'that no header can carry', mend: 'the token alone' },
    { what: 'a JWT of yesterday', value: jwt(Date.now() / 1000 - 86_400), says: 'has expired', mend: 'get a new one' },
  ],
  TENANT: [{ what: 'with a space', value: 'a b', says: 'holds a space', mend: 'give the tenant id alone' }],
  POLICY: [{ what: 'unknown', value: 'events,fees', says: 'unknown word "fees"', mend: 'use events, open-list' }],
};

test.describe('settings of a streams API', () => {
  for (const [name, refusals] of Object.entries(REFUSALS))
    for (const { what, value, says, mend } of refusals)
      test(`are refused where STREAMS_${name} is ${what}`, () => {
        const told = complaintOf(() => read({ ...USABLE, [`STAGING_STREAMS_${name}`]: value }));
        expect(told).toContain(`(1):\n  STAGING_STREAMS_${name} `);
        expect(told).toContain(says);
        expect(told).toContain(mend);
        expect(told).not.toMatch(/hunter22|eyJ/);
      });

  test('are refused with all problems at once, and with what is missing', () => {
    const told = complaintOf(() =>
      read({ STAGING_STREAMS_URL: 'x', STAGING_STREAMS_NETWORK: 'mainnet', STAGING_STREAMS_TENANT: 'a b' }),
    );
    expect(told).toContain('The settings are not usable (5):');
    for (const name of ['DIALECT', 'TOKEN']) expect(told).toContain(`STAGING_STREAMS_${name} is not set\n    → set it`);
    expect(told).toContain('or STAGING_STREAMS_TOKEN_FILE to the path of a file');
  });

  for (const name of ['DIALECT', 'TOKEN', 'TOKEN_FILE', 'NETWORK', 'TENANT', 'POLICY'])
    test(`are refused where STREAMS_${name} stands without STREAMS_URL`, () => {
      const value = { DIALECT: 'backend', NETWORK: 'mock', POLICY: 'events', TOKEN_FILE: '/dev/null' }[name] ?? 'x';
      const told = complaintOf(() => read({ [`STAGING_STREAMS_${name}`]: value }));
      expect(told).toContain(`STAGING_STREAMS_${name} is set, but STAGING_STREAMS_URL is not`);
      expect(told).toContain('→ set STAGING_STREAMS_URL too, or unset it');
    });

  test('are refused where a name is mistyped', () => {
    const told = complaintOf(() => read({ ...USABLE, STAGING_STREAMS_TOKN: 'hunter22' }));
    expect(told).toContain('STAGING_STREAMS_TOKN is not a setting\n    → did you mean STAGING_STREAMS_TOKEN?');
    expect(told).not.toContain('hunter22');
  });

  test('are none where nothing is set, and are not those of another target', () => {
    expect(read({})).toBeUndefined();
    expect(readStreamsSettings('prod', USABLE)).toBeUndefined();
  });

  test('are read from every name; a network is not made up', () => {
    expect(read(USABLE)).toMatchObject({ prefix: 'STAGING', network: undefined, tenant: undefined, policies: [] });
    const rest = { STAGING_STREAMS_NETWORK: 'mock', STAGING_STREAMS_TENANT: 'us', STAGING_STREAMS_POLICY: 'events' };
    expect(read({ ...USABLE, ...rest })).toMatchObject({ network: 'mock', tenant: 'us', policies: ['events'] });
    expect(read({ ...USABLE, STAGING_STREAMS_URL: 'http://127.0.0.1:3000//' })?.url).toBe('http://127.0.0.1:3000');
  });

  test('take a token from a file, and a JWT that has not expired', ({}, testInfo) => {
    const file = testInfo.outputPath('token');
    writeFileSync(file, `${TOKEN}\n`);
    const rest = { ...USABLE, STAGING_STREAMS_TOKEN: '' };
    expect(read({ ...rest, STAGING_STREAMS_TOKEN_FILE: file })?.token.reveal()).toBe(TOKEN);
    for (const token of [jwt(Date.now() / 1000 + 60), 'a.b.c', 'a.b'])
      expect(read({ ...rest, STAGING_STREAMS_TOKEN: token })?.token.reveal()).toBe(token);
  });
});

test('a token prints as [redacted] wherever it is put', () => {
  const settings = read(USABLE);
  const texts = [String(settings?.token), JSON.stringify(settings)];
  for (const text of [...texts, inspect(settings, { depth: 5, showHidden: true }), inspect(settings?.token)]) {
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(TOKEN);
  }
});
