import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { requestId } from 'hono/request-id';
import type { Api, Asked, Env } from '../api.ts';
import { HORIZON_PATH } from '../network.ts';
import { answerError } from '../refusal.ts';
import type { Answer } from '../seams.ts';
import { named, settleStream, shown, startStream } from './change.ts';
import { createStream } from './create.ts';
import { bearer, csrf, rateLimit } from './gates.ts';
import { listen } from './listen.ts';
import { listStreams } from './list.ts';
import { OPENAPI } from './openapi.ts';
import { readiness, streamsHealth } from './readiness.ts';
import { refusal } from './refusals.ts';
import type { FrontendStream } from './stream.ts';

const MOST_BYTES = 256 * 1024;

const say = (asked: Asked, { status, body }: Answer): Response =>
  asked.json(body as object, status as ContentfulStatusCode);

/** The API of StreamPay's frontend: what its contract promises, without what its code gets wrong. */
export function frontendRoutes(api: Api<FrontendStream>): Hono<Env> {
  const app = new Hono<Env>();
  app.onError(answerError(refusal(500, 'INTERNAL_ERROR', 'Something is wrong on our side.')));
  app.notFound(() => {
    throw refusal(404, 'NOT_FOUND', 'There is nothing here.');
  });

  app.use(requestId({ generator: () => `req_${randomUUID()}` }));
  app.get(HORIZON_PATH, (asked) => asked.json({ network_passphrase: api.network().passphrase }));
  app.use('/api/*', csrf(api));
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: () => {
        throw refusal(413, 'PAYLOAD_TOO_LARGE', `A body has at most ${MOST_BYTES} bytes.`);
      },
    }),
  );

  app.get('/api/healthz', (asked) => asked.json({ status: 'ok', checked_at: new Date().toISOString() }));
  app.get('/api/readyz', (asked) => say(asked, readiness(api)));
  app.get('/api/openapi.json', (asked) => asked.json(api.seams.openapi(OPENAPI) as object));
  app.get('/api/streams/health', (asked) => say(asked, streamsHealth(api, asked.get('requestId'))));

  app.use('/api/streams/*', bearer(api), rateLimit(api));
  const retainedHeaders = [...RETAINED_304_HEADERS, 'x-request-id', 'set-cookie'];
  app.get('/api/streams', etag({ retainedHeaders }), (asked) => listStreams(api, asked));
  app.post('/api/streams', (asked) => createStream(api, asked));
  app.get('/api/streams/:id', (asked) => asked.json(shown(named(api, asked).row)));
  app.post('/api/streams/:id/start', (asked) => startStream(api, asked));
  app.post('/api/streams/:id/settle', (asked) => settleStream(api, asked));
  app.get('/api/streams/:id/events', (asked) => listen(api, asked));
  return app;
}
