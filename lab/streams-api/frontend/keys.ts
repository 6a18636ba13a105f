import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Asked } from '../api.ts';
import type { RememberedAnswer } from '../seams.ts';
import { keyRefusal } from './refusals.ts';

/** The Idempotency-Key of a request, if it has one. Throws 400 for one that is malformed. */
export function keyOf({ req }: Asked): string | undefined {
  const key = req.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw keyRefusal(400, 'IdempotencyKeyInvalid', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  return key;
}

/** The answer of the first time. */
export const replay = (asked: Asked, { status, body }: RememberedAnswer): Response =>
  asked.json(body as object, status as ContentfulStatusCode, { 'Idempotency-Replay': 'true' });
