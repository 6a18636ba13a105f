import { readJson } from '../../fixtures/state/files.ts';
import { verdictSchema, type Verdict } from '../verdict/verdict.ts';

/** Reads a verdict.json; undefined where there is none that can be read. */
export const readVerdict = (file: string): Verdict | undefined => verdictSchema.safeParse(readJson(file)).data;
