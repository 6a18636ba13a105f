import { setTimeout as pause } from 'node:timers/promises';
import { Deadline } from '../../fixtures/protocol/deadline.ts';
import { networkFailure } from '../../fixtures/protocol/network-error.ts';
import { firstWords } from './first-words.ts';

/** What is sent to a server that is told of a verdict. */
export interface Delivery {
  method: 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string;
}

/** How it went. `because` is one sentence without the address' path, query or credentials, and without our headers. */
export type Delivered = { ok: true; status: number } | { ok: false; because: string };

interface Bounds {
  /** Default: 3. */
  attempts?: number;
  /** Milliseconds for everything: attempts, pauses and answers. Default: 10,000. */
  withinMs?: number;
}

/** Milliseconds before the second attempt; each pause after it is twice as long. */
const FIRST_PAUSE_MS = 250;

/** One attempt. `isWorthAnother`: it may end otherwise next time. `waitMs`: how long the server asks us to wait. */
type Attempt = Delivered & { isWorthAnother?: boolean; waitMs?: number };

/**
 * Sends one request until a server takes it (2xx): again after network errors, silence, 408, 429 and 5xx, with growing
 * pauses (or Retry-After, where that is longer), within the deadline. One attempt gets at most half of the deadline, so
 * that a server which hangs once is asked again. Redirects are not followed: a POST would become a GET. Never throws.
 */
export async function deliver(url: string, request: Delivery, bounds: Bounds = {}): Promise<Delivered> {
  const { attempts = 3, withinMs = 10_000 } = bounds;
  const problem = problemOf(url, request);
  if (problem !== undefined) return { ok: false, because: problem };
  const deadline = Deadline.in(withinMs);
  for (let number = 1; ; number += 1) {
    const attempt = await attemptOnce(new URL(url), request, deadline.within(withinMs / 2));
    if (attempt.ok) return { ok: true, status: attempt.status };
    const waitMs = Math.max(FIRST_PAUSE_MS * 2 ** (number - 1), attempt.waitMs ?? 0);
    const isLast = number >= attempts || !attempt.isWorthAnother || deadline.remainingMs <= waitMs;
    if (isLast) return { ok: false, because: attempt.because + (number > 1 ? ` (attempt ${number})` : '') };
    await pause(waitMs);
  }
}

/** What fetch would complain about with the secret in its message. */
function problemOf(url: string, { headers }: Delivery): string | undefined {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) return 'the address is not a URL that starts with http(s)://';
  const { username, password, host } = new URL(url);
  if (username || password) return `the address of ${host} holds a user name or password: leave it out`;
  try {
    new Headers(headers);
    return undefined;
  } catch {
    return `a header for ${host} holds characters that HTTP does not allow, a line break perhaps: look at its setting`;
  }
}

async function attemptOnce(url: URL, request: Delivery, withinMs: number): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.ceil(withinMs)),
    });
    if (!response.ok) return await refusal(url, request, response);
    // What it says is of no interest; a failure to hang up is none of the delivery.
    response.body?.cancel().catch(() => undefined);
    return { ok: true, status: response.status };
  } catch (error) {
    return { ok: false, because: `${url.origin} ${reasonOf(error, withinMs)}`, isWorthAnother: true };
  }
}

function reasonOf(error: unknown, withinMs: number): string {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return `does not answer within ${Math.round(withinMs)} ms`;
  const { outcome, code, words } = networkFailure(cause ?? error);
  return outcome === 'untrusted'
    ? `has no certificate to trust: ${code} (${words}); NODE_EXTRA_CA_CERTS names a file of further authorities`
    : `cannot be reached: ${code} (${words})`;
}

async function refusal(url: URL, request: Delivery, response: Response): Promise<Attempt> {
  const { status, headers } = response;
  const sent = Object.entries(request.headers).filter(([name]) => !/^content-type$/i.test(name));
  const words = await firstWords(response, [url.search, ...sent.map(([, value]) => value)]);
  const isRedirect = status >= 300 && status < 400;
  const mend = isRedirect ? ', a redirect, which is not followed: set the address that it leads to' : '';
  return {
    ok: false,
    because: `${url.origin} answers ${status}${mend}${words && ` ${words}`}`,
    isWorthAnother: status === 408 || status === 429 || status >= 500,
    waitMs: 1000 * (Number(headers.get('retry-after') ?? 0) || 0),
  };
}
