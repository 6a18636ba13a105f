import { Refusal } from './refusal.ts';
import type { Asked } from './request.ts';

/** What a request says of its signature; nothing of it is proven. */
export interface Claim {
  accessKeyId: string;
  /** Day, region, service: 20261122/us-east-1/s3/aws4_request */
  scope: string;
  signedHeaders: string[];
  /** 64 hex digits. */
  signature: string;
  /** When it was signed: 20261122T050000Z, and in milliseconds of the clock. */
  at: string;
  atMs: number;
  /** How long it counts from then; undefined where it is in a header. */
  countsMs: number | undefined;
  /** Of the body, in hex, or UNSIGNED-PAYLOAD. */
  bodySha256: string;
}

const LONGEST_SECONDS = 7 * 24 * 3_600;
const IN_HEADER = /^AWS4-HMAC-SHA256 Credential=([^\s,]+), ?SignedHeaders=([^\s,]+), ?Signature=([^\s,]+)$/;

/** Undefined where a request claims no signature. Throws a Refusal, 400, where a part of one is missing or is none. */
export function claimOf({ headers, query }: Asked): Claim | undefined {
  if (headers.authorization !== undefined) {
    const [, credential, signed, signature] = IN_HEADER.exec(headers.authorization) ?? [];
    const [at, sha256] = [headers['x-amz-date'], headers['x-amz-content-sha256']].map(String);
    return read('AuthorizationHeaderMalformed', { credential, signed, signature, at, sha256, seconds: undefined });
  }
  if (!query.some(([name]) => name.startsWith('X-Amz-'))) return undefined;
  const given = Object.fromEntries(query);
  const isKnown = given['X-Amz-Algorithm'] === 'AWS4-HMAC-SHA256';
  return read('AuthorizationQueryParametersError', {
    credential: isKnown ? given['X-Amz-Credential'] : undefined,
    signed: given['X-Amz-SignedHeaders'],
    signature: given['X-Amz-Signature'],
    at: given['X-Amz-Date'],
    sha256: 'UNSIGNED-PAYLOAD',
    seconds: given['X-Amz-Expires'] ?? '',
  });
}

type Parts = Record<'credential' | 'signed' | 'signature' | 'at' | 'sha256' | 'seconds', string | undefined>;

function read(
  code: string,
  { credential = '', signed = '', signature = '', at = '', sha256 = '', seconds }: Parts,
): Claim {
  const [, accessKeyId = '', scope = ''] = /^([^/]+)\/(.+)$/.exec(credential) ?? [];
  const atMs = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const countsMs = seconds === undefined ? undefined : /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : NaN;
  const signedHeaders = signed.split(';');
  const isWhole =
    scope === `${at.slice(0, 8)}/us-east-1/s3/aws4_request` &&
    !Number.isNaN(atMs) &&
    (countsMs === undefined || (countsMs >= 1_000 && countsMs <= LONGEST_SECONDS * 1_000)) &&
    signedHeaders.includes('host') &&
    /^([0-9a-f]{64}|UNSIGNED-PAYLOAD)$/.test(sha256) &&
    /^[0-9a-f]{64}$/.test(signature);
  if (!isWhole) throw new Refusal(400, code, 'The signature is none, or not in a way that is known here.');
  return { accessKeyId, scope, signedHeaders, signature, at, atMs, countsMs, bodySha256: sha256 };
}
