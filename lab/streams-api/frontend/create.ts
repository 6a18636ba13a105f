import { createHash } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { keep, type Api, type Asked } from '../api.ts';
import { readObject } from '../refusal.ts';
import { keyOf, replay } from './keys.ts';
import { refusal } from './refusals.ts';
import { draft, type FrontendStream, type NewStream } from './stream.ts';
import { problemsOfStream } from './validate.ts';

/** A body with its fields in order: the same for the same request. */
const fingerprintOf = (body: Record<string, unknown>): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(body).sort()))
    .digest('hex');

const STATUS: ContentfulStatusCode = 201;

/** Makes a draft; under an Idempotency-Key only once. */
export async function createStream(api: Api<FrontendStream>, asked: Asked): Promise<Response> {
  const key = keyOf(asked);
  const user = asked.get('user');
  const body = await readObject(asked.req, refusal(400, 'INVALID_REQUEST', 'Request body must be a JSON object'));
  const request =
    key === undefined ? undefined : { user, deed: 'create' as const, key, fingerprint: fingerprintOf(body) };
  const known = request ? api.keys.recall(request) : undefined;
  if (known?.as === 'same') return replay(asked, known.answer);
  if (known?.as === 'other')
    throw refusal(409, 'IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was used with another body.');
  const details = api.seams.invalid(problemsOfStream(body), body);
  if (details.length > 0) throw refusal(422, 'VALIDATION_ERROR', 'The stream is not valid.', { details });
  const row = draft(body as unknown as NewStream);
  keep(api, { user, row });
  const made = { data: row, links: { self: `/api/streams/${row.id}` } };
  if (request) api.keys.remember(request, { status: STATUS, body: made });
  return asked.json(made, STATUS, request && { 'Idempotency-Replay': 'false' });
}
