import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { openS3, type Access } from './s3.ts';

/** `acknowledged`: stored. `failed`: refused loudly. `ambiguous`: sent, and the answer never came or was that of a proxy. */
export type Put = { outcome: 'acknowledged'; sha256: string } | { outcome: 'failed' | 'ambiguous'; why: string };

/** `right`: the very bytes that were acknowledged. `wrong`: a 200 with other bytes, which is the worst. `refused`: no bytes. */
export type Read = { outcome: 'right' } | { outcome: 'wrong' | 'refused'; why: string };

export interface ObjectClient {
  /** Never throws. What was acknowledged is noted in the ledger. */
  put: (key: string, body: Buffer) => Promise<Put>;
  /** Reads an object and compares it with the ledger. Throws for a key that was never acknowledged. */
  read: (key: string) => Promise<Read>;
  /** The same for bytes that came another way, for example through a cache. */
  compare: (key: string, body: Buffer) => Read;
  /** An address that reads the object for so many seconds, without a key. */
  presign: (key: string, seconds: number) => Promise<string>;
  /** Keys that were acknowledged, with the SHA-256 of their bytes. */
  readonly ledger: ReadonlyMap<string, string>;
  close: () => void;
}

/** What the store's own server says in words of its own; 502 and 504 are a proxy's, which does not know. */
const REFUSALS = new Set([400, 401, 403, 404, 409, 411, 412, 413, 429, 503, 507]);

/** A client with a ledger of its own: ETags and checksums of the store are not believed. */
export function openObjects({ bucket: Bucket, ...access }: Access & { bucket: string }): ObjectClient {
  const s3 = openS3(access);
  const ledger = new Map<string, string>();
  const compare = (key: string, body: Buffer): Read => {
    const expected = ledger.get(key);
    if (expected === undefined)
      throw new Error(`objects: ${key} was never acknowledged, so there is nothing to compare`);
    const found = digest(body);
    if (found === expected) return { outcome: 'right' };
    return { outcome: 'wrong', why: `${body.length} bytes with SHA-256 ${found} instead of ${expected}` };
  };
  return {
    ledger,
    compare,
    async put(key, body) {
      try {
        await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
        const sha256 = digest(body);
        ledger.set(key, sha256);
        return { outcome: 'acknowledged', sha256 };
      } catch (error) {
        return { outcome: isRefusal(error) ? 'failed' : 'ambiguous', why: words(error) };
      }
    },
    async read(key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
        return compare(key, Buffer.from((await Body?.transformToByteArray()) ?? []));
      } catch (error) {
        if (!ledger.has(key)) throw error;
        return { outcome: 'refused', why: words(error) };
      }
    },
    presign: (key, seconds) => getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: key }), { expiresIn: seconds }),
    close: () => s3.destroy(),
  };
}

const digest = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** A connection that was refused carried nothing either. */
const isRefusal = (error: unknown): boolean =>
  error instanceof S3ServiceException
    ? REFUSALS.has(error.$metadata.httpStatusCode ?? 0)
    : (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';

const words = (error: unknown): string => {
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  // What a proxy says is no XML; the client's words about that say nothing of the fault.
  return [$metadata?.httpStatusCode, name, message.replace(/ ?@aws-sdk XML parse error[^]*/, 'said by a proxy')]
    .filter(Boolean)
    .join(' ');
};
