import { z } from 'zod';
import { isStellarKey } from '../stellar-key.ts';
import type { FieldProblem } from '../seams.ts';
import { STATUSES } from './stream.ts';

const isoDate = z.iso.datetime({ offset: true });
const stellarKey = z.string().refine(isStellarKey, 'Must be the public key of a Stellar account');
const amount = z
  .string()
  .regex(/^\d+(\.\d{1,9})?$/, 'Must be a positive decimal string with at most 9 fractional digits')
  .refine((text) => Number(text) > 0, 'Must be greater than 0');

const NEW_STREAM = z
  .object({
    ...{ payer: stellarKey, recipient: stellarKey, ratePerSecond: amount, totalAmount: amount },
    ...{ startTime: isoDate, endTime: isoDate.optional() },
  })
  .refine(({ startTime, endTime }) => endTime === undefined || Date.parse(endTime) > Date.parse(startTime), {
    ...{ path: ['endTime'], message: 'Must be after startTime' },
  });

/** What a list may be asked for. */
export const LIST_QUERY = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
  payer: z.string().optional(),
  recipient: z.string().optional(),
  status: z.enum(STATUSES).optional(),
});

export const problemsOf = ({ issues }: z.ZodError): FieldProblem[] =>
  issues.map(({ path, code, message }) => ({ field: path.join('.'), code, message }));

/** What is wrong with the body of a create, all fields at once. */
export function problemsOfStream(body: Record<string, unknown>): FieldProblem[] {
  const { error } = NEW_STREAM.safeParse(body);
  return error ? problemsOf(error) : [];
}

/** The sentences by field. */
export function byField(problems: FieldProblem[]): Record<string, string[]> {
  const details: Record<string, string[]> = {};
  for (const { field, message } of problems) (details[field] ??= []).push(message);
  return details;
}

/** Each field that may be changed: what is said of a wrong value. */
const WRITABLE: Record<string, { is: (value: unknown) => boolean; problem: string }> = {
  status: { is: (value) => STATUSES.some((status) => status === value), problem: 'Invalid status value' },
  labels: {
    is: (value) => Array.isArray(value) && value.every((label) => typeof label === 'string'),
    problem: 'Labels must be an array of strings',
  },
  offChainMemo: {
    is: (value) => value === null || typeof value === 'string',
    problem: 'offChainMemo must be a string or null',
  },
  updatedAt: {
    is: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
    problem: 'Invalid updatedAt format',
  },
};

/** What is wrong with a change, in the words of the API; undefined: nothing. */
export function problemOfChange(body: Record<string, unknown>): string | undefined {
  const unknown = Object.keys(body).filter((field) => !(field in WRITABLE));
  if (unknown.length > 0) return `Invalid fields: ${unknown.join(', ')}`;
  return Object.entries(WRITABLE).find(([field, { is }]) => body[field] !== undefined && !is(body[field]))?.[1].problem;
}
