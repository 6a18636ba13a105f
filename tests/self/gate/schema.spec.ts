import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { verdictJsonSchema } from '../../../gate/verdict/json-schema.ts';
import { verdictSchema } from '../../../gate/verdict/verdict.ts';
import { greenRun, redRun } from '../metrics/verdicts.ts';

const kept = JSON.parse(readFileSync('gate/verdict/verdict.schema.json', 'utf8')) as Parameters<
  typeof z.fromJSONSchema
>[0];

test.describe('gate/verdict/verdict.schema.json', () => {
  test('is what gate/verdict/verdict.ts says', () => {
    expect(kept).toEqual(verdictJsonSchema());
  });

  test('read back takes a green and a red verdict, and refuses what lacks a part', () => {
    const readBack = z.fromJSONSchema(kept);
    for (const verdict of [greenRun(), redRun()]) {
      expect(readBack.safeParse(verdict).success).toBe(true);
      for (const part of Object.keys(verdict)) {
        const lacking = { ...verdict, [part]: undefined };
        expect(readBack.safeParse(JSON.parse(JSON.stringify(lacking))).success, part).toBe(false);
        expect(verdictSchema.safeParse(lacking).success, part).toBe(false);
      }
    }
  });
});
