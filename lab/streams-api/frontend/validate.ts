import { z } from 'zod';
import { isStellarKey } from '../stellar-key.ts';
import type { FieldProblem } from '../seams.ts';
import { STATUSES } from './stream.ts';

const SCHEDULES = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

/** Stellar has seven places. */
const MOST_PLACES = 7;

type Problem = Pick<FieldProblem, 'code' | 'message'> | undefined;

function problemOfRate(rate: string): Problem {
  if (!/^-?\d+(\.\d+)?$/.test(rate))
    return { code: 'INVALID_RATE_FORMAT', message: 'rate must be a decimal number, for example 50.5.' };
  if (Number(rate) <= 0) return { code: 'NEGATIVE_RATE', message: 'rate must be greater than zero.' };
  if ((rate.split('.')[1] ?? '').length > MOST_PLACES)
    return { code: 'DECIMAL_PRECISION_EXCEEDED', message: `rate has at most ${MOST_PLACES} decimal places.` };
  return undefined;
}

const FIELDS: Record<string, (value: string) => Problem> = {
  recipient: (value) =>
    isStellarKey(value)
      ? undefined
      : { code: 'INVALID_STELLAR_KEY', message: 'recipient must be the public key of a Stellar account.' },
  rate: problemOfRate,
  schedule: (value) =>
    SCHEDULES.includes(value)
      ? undefined
      : { code: 'INVALID_SCHEDULE', message: `schedule must be one of: ${SCHEDULES.join(', ')}.` },
};

/** What is wrong with the body of a create, all fields at once. */
export function problemsOfStream(body: Record<string, unknown>): FieldProblem[] {
  const required = Object.entries(FIELDS).flatMap(([field, problemOf]): FieldProblem[] => {
    const value = body[field];
    const problem =
      typeof value === 'string' && value.trim() !== ''
        ? problemOf(value)
        : { code: 'MISSING_FIELD', message: `${field} is required and must be a string.` };
    return problem ? [{ field, ...problem }] : [];
  });
  const isToken = body['token'] === undefined || typeof body['token'] === 'string';
  const token = { field: 'token', code: 'TOKEN_NOT_ALLOWED', message: 'token must be a string.' };
  return isToken ? required : [...required, token];
}

/** What a list may be asked for. */
export const LIST_QUERY = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: z.enum(STATUSES).optional(),
  cursor: z.string().optional(),
});

/** What is wrong with the query of a list. */
export const problemsOfQuery = ({ issues }: z.ZodError): FieldProblem[] =>
  issues.map(({ path, message }) => ({ field: path.join('.'), code: 'INVALID_VALUE', message }));
