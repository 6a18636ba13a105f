import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** A request as it came, before anything of it is believed. */
export interface Asked {
  method: string;
  /** Decoded: /media/public/a b.bin */
  path: string;
  /** Decoded names and values, in their order. */
  query: [name: string, value: string][];
  headers: IncomingHttpHeaders;
}

export const READS = ['GET', 'HEAD'];

const LARGEST_BYTES = 16 * 2 ** 20;

/** What would change the meaning of a request, and is not known here. */
const UNKNOWN_HEADERS = ['x-amz-copy-source', 'x-amz-checksum-algorithm', 'content-md5', 'if-match'];

/** Throws a Refusal, 400, where the address is none. */
export function askedBy({ method = '', url = '', headers }: IncomingMessage): Asked {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  try {
    const pairs = query.split('&').filter(Boolean);
    const decoded = pairs.map((pair) => /^([^=]*)=?(.*)$/s.exec(pair)?.slice(1).map(decodeURIComponent) ?? []);
    const pairsOf = decoded.map(([name = '', value = '']): [string, string] => [name, value]);
    return { method, path: decodeURIComponent(path), query: pairsOf, headers };
  } catch {
    throw new Refusal(400, 'InvalidURI', 'The address cannot be read.');
  }
}

/** Throws a Refusal, 501, for what would be done otherwise than it was meant. */
export function refuseUnknown({ method, query, headers }: Asked, key: string): void {
  const isRead = READS.includes(method);
  const parameter = query.find(([name]) => name !== 'x-id' && !name.startsWith('X-Amz-'))?.[0];
  const header = isRead ? undefined : UNKNOWN_HEADERS.find((name) => headers[name] !== undefined);
  const unknown = parameter ?? header ?? (key === '' ? 'a bucket' : isRead || method === 'PUT' ? undefined : method);
  if (unknown !== undefined) throw new Refusal(501, 'NotImplemented', `The stand-in does not know ${unknown}.`);
}

/** Throws where who puts goes away before the end: then nothing is kept. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes > LARGEST_BYTES) throw new Refusal(413, 'EntityTooLarge', `More than ${LARGEST_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
