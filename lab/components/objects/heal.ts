import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { until } from '../../ground/until.ts';
import type { Credentials } from './s3.ts';

interface Healing {
  /** http://127.0.0.1:PORT of any node, or of the proxy before them. */
  endpoint: string;
  credentials: Credentials;
  bucket: string;
}

const ANSWER_WITHIN_MS = 10_000;

/** All objects, and their bytes too (2 is the deep scan), as `mc admin heal --recursive --scan deep` asks for it. */
const WHAT = JSON.stringify({ recursive: true, dryRun: false, remove: false, recreate: false, scanMode: 2 });

const ASK_EVERY_MS = 200;

/**
 * Tells MinIO to look at each fragment of a bucket and to mend what is missing or corrupt, and waits until it has looked at all; what it
 * could not reach is left as it is. A pass that is under way on the same node is stopped. Throws where it is refused, or takes longer
 * than so many milliseconds. Source: HealHandler in MinIO's cmd/admin-handlers.go.
 */
export async function healOnce(healing: Healing, withinMs: number): Promise<void> {
  const { clientToken } = started.parse(await post(healing, 'forceStart=true'));
  const isOver = async (): Promise<boolean> => {
    const { Summary, Detail } = progress.parse(await post(healing, `clientToken=${encodeURIComponent(clientToken)}`));
    if (Summary === 'stopped')
      throw new Error(`objects: the store stopped healing: ${Detail ?? 'it does not say why'}`);
    return Summary === 'finished';
  };
  if (!(await until(isOver, withinMs, ASK_EVERY_MS)))
    throw new Error(`objects: the store did not look at all fragments within ${Math.round(withinMs)} ms`);
}

const started = z.object({ clientToken: z.string() });
const progress = z.object({ Summary: z.string(), Detail: z.string().optional() });

async function post({ endpoint, credentials, bucket }: Healing, query: string): Promise<unknown> {
  const url = new URL(`${endpoint}/minio/admin/v3/heal/${bucket}?${query}`);
  const answer = await fetch(url, {
    method: 'POST',
    headers: signed(url, credentials, new Date()),
    body: WHAT,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`objects: the store does not heal: ${answer.status} ${said.slice(0, 300)}`);
  return JSON.parse(said);
}

const SIGNED_HEADERS = 'host;x-amz-content-sha256;x-amz-date';

/** Signature Version 4. Source: Amazon's "Create a signed AWS API request". */
function signed(url: URL, { accessKeyId, secretAccessKey }: Credentials, now: Date): Record<string, string> {
  const at = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = at.slice(0, 8);
  const hash = digest(WHAT);
  const canonical = [
    'POST',
    url.pathname,
    url.searchParams.toString(),
    `host:${url.host}\nx-amz-content-sha256:${hash}\nx-amz-date:${at}\n`,
    SIGNED_HEADERS,
    hash,
  ].join('\n');
  const scope = `${day}/us-east-1/s3/aws4_request`;
  const key = [day, 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${digest(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`;
  return { authorization, 'x-amz-content-sha256': hash, 'x-amz-date': at };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
