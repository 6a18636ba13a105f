import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { authorize, keep, pageOf, shownTo, type Api, type Asked, type Env, type Handler } from '../api.ts';
import { HORIZON_PATH } from '../network.ts';
import { answerError, readObject } from '../refusal.ts';
import { changeStream, deleteStream, named } from './change.ts';
import { health, readiness } from './health.ts';
import { OPENAPI } from './openapi.ts';
import { invalid, refusal } from './refusals.ts';
import { fresh, withEstimate, type BackendStream, type NewStream } from './stream.ts';
import { LIST_QUERY, problemsOf, problemsOfStream } from './validate.ts';

type BackendApi = Api<BackendStream>;

const MOST_BYTES = 100 * 1024;

/** Only callers with a key, each with their own streams. */
const apiKey =
  (api: BackendApi): Handler =>
  async (asked, next) => {
    const { req } = asked;
    const key = req.header('x-api-key') ?? /^ApiKey (\S+)$/.exec(req.header('authorization') ?? '')?.[1];
    const user = authorize(api, asked, key);
    if (user === undefined) throw refusal(401, key === undefined ? 'API key missing' : 'API key invalid or revoked');
    asked.set('user', user);
    await next();
  };

/** A page of the caller's streams, the newest first. */
function listStreams(api: BackendApi, asked: Asked): Response {
  const query = LIST_QUERY.safeParse(asked.req.query());
  if (!query.success) throw invalid(problemsOf(query.error));
  const { limit, offset, ...wanted } = query.data;
  const rows = shownTo(api, asked.get('user'))
    .filter(({ deletedAt }) => deletedAt === null)
    .filter((row) =>
      (['payer', 'recipient', 'status'] as const).every((name) => (wanted[name] ?? row[name]) === row[name]),
    )
    .reverse();
  const streams = pageOf(api, { rows, from: offset, limit }).map(withEstimate);
  return asked.json({ streams, total: rows.length, limit, offset });
}

async function createStream(api: BackendApi, asked: Asked): Promise<Response> {
  const body = await readObject(asked.req, refusal(400, 'Request body must be a JSON object'));
  const problems = api.seams.invalid(problemsOfStream(body), body);
  if (problems.length > 0) throw invalid(problems);
  const row = fresh(body as unknown as NewStream);
  keep(api, { user: asked.get('user'), row });
  return asked.json(withEstimate(row), 201);
}

function showStream(api: BackendApi, asked: Asked): Response {
  const found = named(api, asked);
  if (!found) throw refusal(404, 'Stream not found');
  return asked.json(withEstimate(found.row));
}

/** The API of StreamPay's backend: what its contract promises, without what its code gets wrong. */
export function backendRoutes(api: BackendApi): Hono<Env> {
  const app = new Hono<Env>();
  app.onError(answerError(refusal(500, 'Internal server error')));
  app.notFound(() => {
    throw refusal(404, 'Not found');
  });

  app.use(requestId());
  app.get(HORIZON_PATH, (asked) => asked.json({ network_passphrase: api.network().passphrase }));
  app.get('/health', (asked) => asked.json(health('ok')));
  app.get('/health/ready', (asked) => {
    const { status, body } = readiness(api);
    return asked.json(body as object, status as ContentfulStatusCode);
  });
  app.get('/api/openapi.json', (asked) => asked.json(api.seams.openapi(OPENAPI) as object));

  const onError = (): never => {
    throw refusal(413, 'payload_too_large', { message: `A body has at most ${MOST_BYTES} bytes.` });
  };
  app.use('/api/v1/*', apiKey(api), bodyLimit({ maxSize: MOST_BYTES, onError }));
  app.get('/api/v1/streams', (asked) => listStreams(api, asked));
  app.post('/api/v1/streams', (asked) => createStream(api, asked));
  app.get('/api/v1/streams/:id', (asked) => showStream(api, asked));
  app.patch('/api/v1/streams/:id', (asked) => changeStream(api, asked));
  app.delete('/api/v1/streams/:id', (asked) => deleteStream(api, asked));
  return app;
}
