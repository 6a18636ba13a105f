import type { Wanted } from '../../../fixtures/streams/dialect.ts';
import { frontend } from '../../../fixtures/streams/frontend.ts';
import { httpAsk, type HttpAnswer } from '../../../fixtures/protocol/http.ts';

/** How long a payer waits for one answer, in milliseconds. */
export const ANSWER_MS = 10_000;

/** Sends one request. Whatever fails is in what is answered. */
export type Ask = (wanted: Wanted) => Promise<HttpAnswer>;

/** A visit to the API with a token, as a browser makes it: cookies are kept until its end, and the CSRF token is repeated. */
export function beginSession(url: string, token: string): Ask {
  const cookies = new Map<string, string>();
  return async ({ method, path, headers, body }) => {
    const csrf = cookies.get('csrf-token');
    const answer = await httpAsk(`${url}${path}`, {
      ...{ method, withinMs: ANSWER_MS, body: body === undefined ? undefined : JSON.stringify(body) },
      headers: {
        ...{ ...frontend.credentials(token), ...headers },
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(csrf !== undefined && { 'x-csrf-token': csrf }),
        ...(cookies.size > 0 && { cookie: [...cookies].map((cookie) => cookie.join('=')).join('; ') }),
      },
    });
    if (answer.outcome === 'answered')
      for (const [, name = '', value = ''] of (answer.headers['set-cookie'] ?? '').matchAll(COOKIE))
        cookies.set(name, value);
    return answer;
  };
}

/** Where several are set, the client has joined them with commas. */
const COOKIE = /(?:^|,)\s*([\w-]+)=([^;,]*)/g;
