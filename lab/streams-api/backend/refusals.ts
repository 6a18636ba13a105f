import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal } from '../refusal.ts';
import type { FieldProblem } from '../seams.ts';
import { byField } from './validate.ts';

/** The backend's envelope of an error. */
export const refusal = (status: ContentfulStatusCode, error: string, more: object = {}): Refusal =>
  new Refusal(status, () => ({ error, ...more }));

export const invalid = (problems: FieldProblem[]): Refusal =>
  refusal(400, 'Validation failed', { details: byField(problems) });
