import { z } from 'zod';
import { verdictSchema } from './verdict.ts';

/** The shape of verdict.json as JSON Schema (draft 2020-12), for readers that are not ours. */
export const verdictJsonSchema = (): object => {
  const { $schema, ...shape } = z.toJSONSchema(verdictSchema);
  return { $schema, title: 'relay-canary/verdict/v1', ...shape };
};
