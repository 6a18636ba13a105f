import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from '../fan-out/redis-channel.ts';
import type { Bucket } from '../media/bucket.ts';
import { watchCondition, wordsOf, type Say } from '../say.ts';
import { Unsure } from '../within.ts';
import type { Health } from './health.ts';

interface Api {
  /** Who answers, in every answer as X-Instance. */
  instance: string;
  /** Bearer of this word may use markers and media. */
  token: string;
  health: () => Promise<Health>;
  channel: Channel | undefined;
  bucket: Bucket | undefined;
  say: Say;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const MOST_BYTES = 16 * 1024 * 1024;
const PATH = /^\/api\/v1\/(health|(markers|media)\/([\w.-]{1,128}))$/;

/**
 * Answers /api/v1/health, /api/v1/markers/NAME and /api/v1/media/NAME. A backend that fails is 503, with its words;
 * 504 where a write may have been done.
 */
export function answerApi(api: Api): (request: IncomingMessage, response: ServerResponse) => void {
  const condition = watchCondition('api', api.say);
  return (request, response) => {
    const reply = ({ status, headers = {}, body = '' }: Reply): void => {
      response.writeHead(status, { 'X-Instance': api.instance, 'Cache-Control': 'no-store', ...headers }).end(body);
    };
    const done = (given: Reply): void => {
      if (given.status < 300 && !request.url?.endsWith('/health')) condition.answered();
      reply(given);
    };
    route(api, request).then(done, (error: unknown) => {
      condition.failed(new Error(`${request.method ?? ''} ${request.url ?? ''}: ${wordsOf(error)}`));
      reply(json(error instanceof Unsure ? 504 : 503, { error: wordsOf(error) }));
    });
  };
}

async function route(api: Api, request: IncomingMessage): Promise<Reply> {
  const [, path, what, name = ''] = PATH.exec((request.url ?? '').replace(/\?.*$/, '')) ?? [];
  const method = request.method ?? '';
  if (path === undefined) return json(404, { error: 'there is nothing here' });
  if (method !== 'GET' && (method !== 'PUT' || path === 'health')) return json(405, { error: 'GET or PUT, please' });
  if (path === 'health') return tellHealth(api.instance, await api.health());
  if (!isBearer(request.headers.authorization, api.token))
    return json(401, { error: 'Authorization: Bearer TOKEN is missing or wrong' });
  const body = method === 'PUT' ? await read(request) : undefined;
  if (body === 'too large') return json(413, { error: `at most ${MOST_BYTES} bytes` });
  return what === 'media' ? media(api.bucket, name, body) : markers(api.channel, name, body);
}

async function markers(channel: Channel | undefined, name: string, body: Buffer | undefined): Promise<Reply> {
  if (!channel) return json(404, { error: 'this instance has no Redis' });
  if (body) {
    await channel.setMarker(name, body.toString('utf8'));
    return { status: 204 };
  }
  const value = await channel.marker(name);
  return value === undefined ? json(404, { error: `there is no marker ${name}` }) : { status: 200, body: value };
}

async function media(bucket: Bucket | undefined, name: string, body: Buffer | undefined): Promise<Reply> {
  if (!bucket) return json(404, { error: 'this instance has no bucket' });
  if (body?.length === 0) return json(400, { error: 'a medium has at least one byte' });
  if (body) return json(201, { name, sha256: await bucket.put(name, body), bytes: body.length });
  const medium = await bucket.get(name);
  if (!medium) return json(404, { error: `there is no medium ${name}` });
  const { bytes, sha256, cache } = medium;
  return { status: 200, headers: { 'X-Sha256': sha256, 'X-Cache-Status': cache }, body: bytes };
}

const tellHealth = (instance: string, { status, dependencies }: Health): Reply =>
  json(status, { status: status === 200 ? 'ok' : 'failing', instance, dependencies });

const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

function isBearer(given: string | undefined, token: string): boolean {
  const [wanted, got] = [Buffer.from(`Bearer ${token}`), Buffer.from(given ?? '')];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

async function read(request: IncomingMessage): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
