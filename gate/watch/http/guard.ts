import type { IncomingMessage } from 'node:http';
import type { ListenAddress } from '../listen-address.ts';
import { holdsToken, TOKEN_SETTING } from '../token.ts';
import { refusal, type Answer } from './answer.ts';

const LOOPBACK_NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

const CHALLENGE = { 'www-authenticate': 'Basic realm="relay-canary", charset="UTF-8"' };

/**
 * Why a request is refused, whatever it asks for; undefined where it is let in.
 * - On loopback its Host has to be a name of this machine: a web page whose name somebody points at 127.0.0.1 (DNS
 *   rebinding) would otherwise read along. Elsewhere the token does that.
 * - A POST needs the token. Elsewhere than on loopback everything does, but /healthz, which says nothing.
 * - A POST from another web page is refused, for a browser may hold the token.
 */
export function refusalOf(
  { headers, method }: IncomingMessage,
  path: string,
  { isLoopback }: ListenAddress,
  token: string | undefined,
): Answer | undefined {
  const host = headers.host ?? '';
  if (isLoopback && !LOOPBACK_NAMES.test(host))
    return refusal(421, 'wrong-host', 'this address answers to localhost, 127.0.0.1 and [::1] only');
  const isPost = method === 'POST';
  const isFromElsewhere = headers.origin !== undefined && hostOf(headers.origin) !== host;
  if (isPost && isFromElsewhere) return refusal(403, 'wrong-origin', 'requests of other web pages are refused');
  if (!isPost && (isLoopback || path === '/healthz')) return undefined;
  if (token === undefined)
    return refusal(401, 'no-token-set', `set ${TOKEN_SETTING} or ${TOKEN_SETTING}_FILE, and send it`, CHALLENGE);
  if (!holdsToken(headers.authorization, token))
    return refusal(401, 'wrong-token', 'send the token: Authorization: Bearer …', CHALLENGE);
  return undefined;
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);
