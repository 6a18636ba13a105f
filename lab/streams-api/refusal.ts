import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Env } from './api.ts';

/** Thrown by routes: an answer that is no success. The body is made late, because some name the id of the request. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: (requestId: string) => object;
  readonly headers: Record<string, string>;

  constructor(status: ContentfulStatusCode, body: (requestId: string) => object, headers: Record<string, string> = {}) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Makes answers of refusals; anything else that is thrown is answered with `broken`. */
export const answerError =
  (broken: Refusal) =>
  (error: Error, asked: Context<Env>): Response => {
    const { status, body, headers } = error instanceof Refusal ? error : broken;
    return asked.json(body(asked.get('requestId')), status, headers);
  };

/** The body of a request as an object. Throws `refusal` where it is no JSON object. */
export async function readObject(
  request: { json: () => Promise<unknown> },
  refusal: Refusal,
): Promise<Record<string, unknown>> {
  const body = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refusal;
  return body as Record<string, unknown>;
}
