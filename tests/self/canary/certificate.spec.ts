import { expect, test } from '@playwright/test';
import { lifetimeOf, type Lifetime } from '../../../fixtures/canary/certificate.ts';
import type { Applicable } from '../../../fixtures/canary/record.ts';
import type { RelayInformation } from '../../../fixtures/protocol/relay-information.ts';

const DAY_MS = 24 * 3600 * 1000;
const at = (days: number): string => new Date(Date.now() + days * DAY_MS + 60_000).toISOString();

/** Relay information that came over TLS, with a certificate of so many days, of which so many are left. */
const servedWith = (lifetimeDays: number, daysLeft: number): RelayInformation => ({
  url: 'https://relay.example',
  document: {},
  http: {
    ...{ outcome: 'answered', status: 200, headers: {}, body: '{}', ms: 1 },
    certificate: { validFrom: at(daysLeft - lifetimeDays), validTo: at(daysLeft), subject: 'relay.example' },
  },
});

/** As the check of the canary judges it. */
const outlives = (found: Applicable<Lifetime>): boolean =>
  found.applies && found.value.daysLeft > found.value.daysNeeded;

const CERTIFICATES = [
  { lifetime: 365, left: 15, lasts: true },
  { lifetime: 365, left: 14, lasts: false },
  { lifetime: 90, left: 30, lasts: true },
  { lifetime: 90, left: 12, lasts: true },
  { lifetime: 90, left: 11, lasts: false },
  { lifetime: 45, left: 6, lasts: true },
  { lifetime: 45, left: 5, lasts: false },
  { lifetime: 6, left: 1, lasts: true },
  { lifetime: 6, left: 0, lasts: false },
  { lifetime: 90, left: -3, lasts: false },
];

test.describe('a certificate', () => {
  for (const { lifetime, left, lasts } of CERTIFICATES) {
    test(`of ${lifetime} days with ${left} days left ${lasts ? 'lasts' : 'expires too soon'}`, () => {
      const found = lifetimeOf(servedWith(lifetime, left), 'wss://relay.example');
      expect(found).toMatchObject({ applies: true, value: { daysLeft: left } });
      expect(outlives(found)).toBe(lasts);
    });
  }

  test('is not asked for on ws://, and the reason is told', () => {
    const found = lifetimeOf(servedWith(90, 1), 'ws://127.0.0.1:2929');
    expect(found).toEqual({ applies: false, because: 'the relay is on this machine and speaks ws://' });
  });

  test('is not judged where the relay information did not come over TLS', () => {
    const silent: RelayInformation = {
      ...{ url: 'https://relay.example', document: undefined },
      http: { outcome: 'silence', afterMs: 5, isReached: false, ms: 5 },
    };
    expect(lifetimeOf(silent, 'wss://relay.example')).toMatchObject({ applies: false });
  });
});
