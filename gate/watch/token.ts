import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Environment } from '../../fixtures/config/environment.ts';
import type { Problem } from '../../fixtures/config/problem.ts';
import { readSetting } from '../../fixtures/config/read-setting.ts';
import { because } from '../../fixtures/config/values.ts';

/** The name of the setting; with _FILE, a file that holds it. */
export const TOKEN_SETTING = 'RELAY_CANARY_WATCH_TOKEN';

const token = z.string().transform((text, context) => {
  if (!/^[\x21-\x7e]{16,}$/.test(text))
    context.addIssue(because('is shorter than 16 characters, or holds spaces', 'take `openssl rand -hex 24`'));
  return text;
});

/** Reads the token from the environment; undefined where it is unset or wrong, and in the latter case says why. */
export const readToken = (environment: Environment, problems: Problem[]): string | undefined =>
  readSetting(
    TOKEN_SETTING,
    { about: 'Whoever knows it may start runs.', required: false, secret: true, value: token },
    environment,
    problems,
  );

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether an Authorization header holds the token: `Bearer TOKEN`, or `Basic` with the token as password, for browsers
 * and for Flagger, which sends no headers but takes http://canary:TOKEN@host. Takes as long for any wrong token.
 */
export function holdsToken(header: string | undefined, expected: string): boolean {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ');
  return timingSafeEqual(digest(given(scheme.toLowerCase(), credentials)), digest(expected));
}

function given(scheme: string, credentials: string): string {
  if (scheme === 'bearer') return credentials;
  if (scheme !== 'basic') return '';
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
}
