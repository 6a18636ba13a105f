import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../s3.ts';
import { claimOf, type Claim } from './claim.ts';
import { Refusal } from './refusal.ts';
import type { Asked } from './request.ts';

const LATE_BY_MS = 15 * 60_000;

/**
 * Whether a request is signed by the holder of the key, in its header or in its address (presigned): true, or false where it is not
 * signed at all. Throws a Refusal where it is signed otherwise: 403 with another key, for another request, too early or too late; 400
 * where the signature is none. Source: Amazon's "Signature Version 4", as a server checks it.
 */
export function isSigned(asked: Asked, { accessKeyId, secretAccessKey }: Credentials, nowMs: number): boolean {
  const claim = claimOf(asked);
  if (claim === undefined) return false;
  if (claim.accessKeyId !== accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId', 'There is no such access key.');
  const expected = createHmac('sha256', keyOf(claim, secretAccessKey)).update(signedText(asked, claim)).digest();
  if (!timingSafeEqual(expected, Buffer.from(claim.signature, 'hex')))
    throw new Refusal(403, 'SignatureDoesNotMatch', 'The signature is not that of this request by this key.');
  if (claim.atMs - nowMs > LATE_BY_MS) throw new Refusal(403, 'RequestTimeTooSkewed', 'It was signed in the future.');
  if (nowMs > claim.atMs + (claim.countsMs ?? LATE_BY_MS))
    throw new Refusal(403, claim.countsMs === undefined ? 'RequestTimeTooSkewed' : 'AccessDenied', 'It has expired.');
  const unsigned = Object.keys(asked.headers).find(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned !== undefined) throw new Refusal(403, 'AccessDenied', `${unsigned} was sent and is not signed.`);
  return true;
}

/** A key for one day and one service, made from the secret one. */
const keyOf = ({ scope }: Claim, secretAccessKey: string): Buffer =>
  scope
    .split('/')
    .reduce((key, part) => createHmac('sha256', key).update(part).digest(), Buffer.from(`AWS4${secretAccessKey}`));

/** What was signed, if this is the request that was: with its method, path, query, headers and body. */
function signedText({ method, path, query, headers }: Asked, claim: Claim): string {
  const request = [
    method,
    path.split('/').map(encoded).join('/'),
    query
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...claim.signedHeaders.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}`,
    ),
    '',
    claim.signedHeaders.join(';'),
    claim.bodySha256,
  ].join('\n');
  return ['AWS4-HMAC-SHA256', claim.at, claim.scope, createHash('sha256').update(request).digest('hex')].join('\n');
}

/** Source: RFC 3986, 2.3: all but the unreserved characters. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
