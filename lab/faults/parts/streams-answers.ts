import type { Answer } from '../../streams-api/seams.ts';

/** The answer without one of its headers. */
export const withoutHeader = (name: string, { headers, ...answer }: Answer): Answer => ({
  ...answer,
  headers: Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)),
});

/** The answer without one part of its error; an answer that has no such error stays as it is. */
export function withoutPart(name: 'request_id' | 'details', answer: Answer): Answer {
  const error = (answer.body as { error?: unknown } | undefined)?.error;
  return typeof error === 'object' ? { ...answer, body: { error: { ...error, [name]: undefined } } } : answer;
}
