import { randomBytes } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { authorize, type Api, type Asked, type Handler } from '../api.ts';
import type { FrontendStream } from './stream.ts';
import { refusal } from './refusals.ts';

type FrontendApi = Api<FrontendStream>;

const COOKIE = 'csrf-token';

/** Double submit: a GET sets the cookie, and what writes has to repeat it in a header. */
export const csrf =
  ({ seams }: FrontendApi): Handler =>
  async (asked, next) => {
    const cookie = getCookie(asked, COOKIE);
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(asked.req.method);
    const agrees = cookie !== undefined && cookie !== '' && cookie === asked.req.header('x-csrf-token');
    if (!isRead && !seams.csrf(agrees)) throw refusal(403, 'CSRF_TOKEN_INVALID', 'CSRF token validation failed.');
    if (isRead && cookie === undefined)
      setCookie(asked, COOKIE, randomBytes(32).toString('hex'), { path: '/', sameSite: 'Strict' });
    await next();
  };

const bearerToken = (asked: Asked): string | undefined =>
  /^Bearer (\S+)$/.exec(asked.req.header('authorization') ?? '')?.[1];

/** Only people with a token, each with their own streams. */
export const bearer =
  (api: FrontendApi): Handler =>
  async (asked, next) => {
    const user = authorize(api, asked, bearerToken(asked));
    if (user === undefined)
      throw refusal(401, 'UNAUTHORIZED', 'Bearer token required.', { headers: { 'WWW-Authenticate': 'Bearer' } });
    asked.set('user', user);
    await next();
  };

/** So many reads and writes of a user in a minute. */
export const rateLimit =
  ({ limits }: FrontendApi): Handler =>
  async (asked, next) => {
    const seconds = limits.secondsToWait(asked.get('user'), asked.req.method === 'GET');
    if (seconds !== undefined)
      throw refusal(429, 'rate_limit_exceeded', `Too many requests, try again in ${seconds} s.`, {
        headers: { 'Retry-After': String(seconds) },
      });
    await next();
  };
