import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal } from '../refusal.ts';
import type { FieldProblem } from '../seams.ts';

interface More {
  details?: FieldProblem[];
  headers?: Record<string, string>;
}

/** The frontend's envelope of an error. */
export const refusal = (status: ContentfulStatusCode, code: string, message: string, more: More = {}): Refusal =>
  new Refusal(
    status,
    (requestId) => ({
      error: { code, message, request_id: requestId, ...(more.details && { details: more.details }) },
    }),
    more.headers,
  );

/** What the frontend says of an Idempotency-Key: in another form than all else. */
export const keyRefusal = (status: 400 | 409, error: string, message: string): Refusal =>
  new Refusal(status, () => ({ error, message }));

export const streamNotFound = (id: string): Refusal => refusal(404, 'STREAM_NOT_FOUND', `Stream '${id}' not found`);

export const invalidState = (message: string): Refusal => refusal(409, 'INVALID_STREAM_STATE', message);
