import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { S3Backend } from '../backends.ts';

/** What is there, with the words of the cache about it: MISS, HIT, STALE; empty where there is no cache. */
export interface Medium {
  bytes: Buffer;
  /** Of these bytes, as they came. */
  sha256: string;
  cache: string;
}

export interface Bucket {
  /** Resolves to the sha256 of what was put. Throws where the bucket did not take it, or did not say so. */
  put: (name: string, bytes: Buffer) => Promise<string>;
  /** Undefined where it is not there. Throws where it cannot be read, or is not what was put. */
  get: (name: string) => Promise<Medium | undefined>;
  /** Writes a small object: a bucket that only reads says yes to everything else. */
  prove: () => Promise<void>;
  close: () => void;
}

const ANSWER_WITHIN_MS = 3_000;
const SIGNED_FOR_SECONDS = 300;
const PROOF_KEY = 'health';
const SHA256 = 'x-amz-meta-sha256';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Puts straight into the bucket, and reads through the cache, where there is one. */
export function openBucket({ bucket: Bucket, publicPrefix = '', verifies = true, ...backend }: S3Backend): Bucket {
  const { endpoint, cache = endpoint } = backend;
  const open = (at: string): S3Client =>
    new S3Client({
      ...{ endpoint: at, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 },
      ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
      credentials: backend.credentials,
    });
  // An address has to be signed for the host at which it is asked.
  const [client, reader] = [open(endpoint), open(cache)];
  const soon = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const addressOf = (name: string): Promise<string> =>
    publicPrefix === ''
      ? getSignedUrl(reader, new GetObjectCommand({ Bucket, Key: name }), { expiresIn: SIGNED_FOR_SECONDS })
      : Promise.resolve(`${cache}/${Bucket}/${publicPrefix}${name}`);
  return {
    put: async (name, bytes) => {
      const sha256 = sha256Of(bytes);
      await client.send(
        new PutObjectCommand({ Bucket, Key: `${publicPrefix}${name}`, Body: bytes, Metadata: { sha256 } }),
        soon(),
      );
      return sha256;
    },
    get: async (name) => {
      const response = await fetch(await addressOf(name), { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`media: HTTP ${response.status} for ${name}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      const [sha256, put] = [sha256Of(bytes), response.headers.get(SHA256)];
      if (verifies && put !== sha256)
        throw new Error(`media: ${name} is damaged: sha256 ${sha256}, put was ${String(put)}`);
      return { bytes, sha256, cache: response.headers.get('x-cache-status') ?? '' };
    },
    prove: async () => {
      await client.send(new PutObjectCommand({ Bucket, Key: PROOF_KEY, Body: 'proof' }), soon());
    },
    close: () => {
      client.destroy();
      reader.destroy();
    },
  };
}
