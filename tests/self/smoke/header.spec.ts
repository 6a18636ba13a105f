import { expect, test } from '@playwright/test';
import { headerOf } from '../../../gate/smoke/header.ts';

const NOW = new Date('2026-11-22T03:12:05.999Z');
const STAGING = {
  STAGING_RELAY_URL: 'wss://relay.staging.example',
  STAGING_STREAMS_URL: 'https://streams.staging.example/',
  STAGING_STREAMS_DIALECT: 'frontend',
  STAGING_STREAMS_NETWORK: 'testnet',
};

test.describe('the first lines of the log', () => {
  test('name the target, the moment, the relay and the API', () => {
    expect(headerOf('staging', STAGING, NOW)).toEqual([
      'smoke · staging · 2026-11-22 03:12:05 UTC',
      '  relay    wss://relay.staging.example',
      '  streams  https://streams.staging.example (frontend, testnet)',
    ]);
  });

  test('say where there is no API, and that the relay alone is judged', () => {
    expect(headerOf('prod', { PROD_RELAY_URL: 'wss://relay.example', ...STAGING }, NOW).slice(1)).toEqual([
      '  relay    wss://relay.example',
      '  streams  none: PROD_STREAMS_URL is not set, so the relay alone is judged',
    ]);
  });

  test('say that production is only read, and that nothing is written without a network', () => {
    const prod = {
      PROD_STREAMS_URL: 'https://s.example',
      PROD_STREAMS_DIALECT: 'backend',
      PROD_STREAMS_NETWORK: 'mock',
    };
    expect(headerOf('prod', prod, NOW).slice(1)).toEqual([
      '  relay    PROD_RELAY_URL is not set',
      '  streams  https://s.example (backend, only read)',
    ]);
    expect(headerOf('staging', { ...STAGING, STAGING_STREAMS_NETWORK: '' }, NOW)[2]).toContain(
      '(frontend, STAGING_STREAMS_NETWORK is not set: nothing is written)',
    );
  });

  test('hold nothing of a setting that could be a secret', () => {
    const wrong = {
      STAGING_RELAY_URL: 'wss://me:secret-1@relay.example/path?token=secret-2#secret-3',
      STAGING_STREAMS_URL: 'secret-4',
      STAGING_STREAMS_DIALECT: 'secret-5',
      STAGING_STREAMS_NETWORK: 'a secret-6',
    };
    const lines = headerOf('staging', wrong, NOW).join('\n');
    expect(lines).not.toContain('secret');
    expect(lines).toContain('relay    wss://relay.example/path\n');
    expect(lines).toContain('STAGING_STREAMS_URL is not a URL (?, ?)');
  });

  test('of the embedded ones name both kinds of API', () => {
    expect(headerOf('local', STAGING, NOW)[2]).toBe('  streams  the embedded ones: frontend and backend, mock');
  });
});
