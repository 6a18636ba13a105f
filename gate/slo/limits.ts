import { readFileSync } from 'node:fs';
import type { Step } from '../verdict/samples.ts';

/** What a breach makes of a run that is otherwise green. */
export type Breach = 'degraded' | 'fail';

/** What one step has to keep. */
interface Limit {
  /** Milliseconds. */
  p95Ms: number;
  breach?: Breach | undefined;
  /** For a step that is made less often than others: a walk settles once. */
  leastSamples?: number | undefined;
}

/** The objectives of one deployment, as a file states them (gate/slo/default.json shows the shape). */
export interface Objectives {
  /** With fewer samples of a step in a run, nothing is said about it. A limit may ask for fewer, or for more. */
  leastSamples: number;
  /** Where a step does not say it itself. */
  breach: Breach;
  /** Milliseconds that 95 % of the samples of a step have to keep. A step that is not named has no limit. */
  limits: Partial<Record<Step, Limit>>;
  /** Against the last good runs: so many times as slow, and slower than the floor (milliseconds), is a breach. */
  baseline: { ratio: number; floorMs: number; leastRuns: number; keepRuns: number; breach: Breach };
}

const DEFAULT = new URL('default.json', import.meta.url);

/**
 * The objectives of a file (JSON or YAML), or the default ones. Throws an error that names what is wrong in the file.
 */
export async function readObjectives(file: string | undefined): Promise<Objectives> {
  if (file === undefined) return JSON.parse(readFileSync(DEFAULT, 'utf8')) as Objectives;
  const { parseObjectives } = await import('./parse-objectives.ts');
  return parseObjectives(readFileSync(file, 'utf8'));
}
