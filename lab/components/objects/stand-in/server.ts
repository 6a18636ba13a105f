import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Credentials } from '../s3.ts';
import { keepIn, type Keeping } from './kept.ts';
import { read, type Answer } from './reading.ts';
import { asXml, Refusal } from './refusal.ts';
import { askedBy, bodyOf, READS, refuseUnknown } from './request.ts';
import { isSigned } from './signature.ts';

export interface StandIn {
  /** Where objects are kept; it is there. */
  directory: string;
  bucket: string;
  /** Objects whose key begins so may be read by everybody. */
  publicPrefix: string;
  credentials: Credentials;
}

/** 200 where the store can write. */
export const HEALTH = '/stand-in/health';

/** Longer than proxies keep a connection: who closes one that is just being used breaks a write. */
const IDLE_MS = 75_000;

/** The S3 of one bucket, as far as a cache before it needs it: GET, HEAD and PUT of objects. All else is refused with 501. */
export function standIn(settings: StandIn): Server {
  const keeping = keepIn(settings.directory);
  const server = createServer((request, response) => {
    answer(request, settings, keeping)
      .catch((error: unknown) => refused(error))
      .then((said) => send(request, response, said))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = IDLE_MS;
  return server;
}

async function answer(request: IncomingMessage, settings: StandIn, keeping: Keeping): Promise<Answer> {
  const asked = askedBy(request);
  if (asked.path === HEALTH) {
    await keeping.prove();
    return said(200);
  }
  const isOwner = isSigned(asked, settings.credentials, Date.now());
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(asked.path) ?? [];
  const isRead = READS.includes(asked.method);
  const isPublic = bucket === settings.bucket && key.startsWith(settings.publicPrefix);
  if (!isOwner && !(isRead && isPublic)) throw new Refusal(403, 'AccessDenied', 'This needs a signature.');
  if (bucket !== settings.bucket) throw new Refusal(404, 'NoSuchBucket', 'There is no such bucket.');
  refuseUnknown(asked, key);
  if (!isRead) return put(request, key, keeping);
  const kept = await keeping.get(key);
  if (!kept) throw new Refusal(404, 'NoSuchKey', 'There is no such object.');
  return read(kept, request.headers);
}

async function put(request: IncomingMessage, key: string, keeping: Keeping): Promise<Answer> {
  const body = await bodyOf(request);
  const promised = request.headers['x-amz-content-sha256'];
  if (/^[0-9a-f]{64}$/.test(String(promised)) && createHash('sha256').update(body).digest('hex') !== promised)
    throw new Refusal(400, 'XAmzContentSHA256Mismatch', 'The body is not the one that was signed.');
  const own = Object.entries(request.headers).filter(([name]) => /^(content-type$|x-amz-meta-)/.test(name));
  const headers = Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
  return said(200, { ETag: await keeping.put(key, body, headers) });
}

function refused(error: unknown): Answer {
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'InternalError', String(error));
  return { status: refusal.status, headers: { 'Content-Type': 'application/xml' }, body: Buffer.from(asXml(refusal)) };
}

const said = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: Buffer.alloc(0) });

/** 304 has no length of its own. A body that was not read to its end ends the connection. */
function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  if (!request.complete) response.setHeader('Connection', 'close');
  if (status !== 304) response.setHeader('Content-Length', body.length);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
}
