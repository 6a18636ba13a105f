import { parse } from 'yaml';
import { z } from 'zod';
import { STEPS } from '../verdict/samples.ts';
import type { Objectives } from './limits.ts';

const milliseconds = z.number().positive().max(600_000);
const breach = z.enum(['degraded', 'fail']);

const objectives = z.strictObject({
  leastSamples: z.int().min(1).default(3),
  breach: breach.default('degraded'),
  limits: z
    .partialRecord(
      z.enum(STEPS),
      z.strictObject({ p95Ms: milliseconds, breach: breach.optional(), leastSamples: z.int().min(1).optional() }),
    )
    .default({}),
  baseline: z
    .strictObject({
      ratio: z.number().min(1.1).default(4),
      floorMs: milliseconds.default(500),
      leastRuns: z.int().min(1).max(1000).default(5),
      keepRuns: z.int().min(1).max(1000).default(20),
      breach: breach.default('degraded'),
    })
    .prefault({}),
});

/** Reads objectives from YAML or JSON. Throws an error that names each wrong place. */
export function parseObjectives(text: string): Objectives {
  const result = objectives.safeParse(parse(text) ?? {});
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new Error(wrong.join('; '));
}
