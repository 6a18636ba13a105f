import { appendFileSync, readFileSync } from 'node:fs';
import { verdictSchema, type Verdict } from '../../gate/verdict/verdict.ts';
import { jobSummary, stepOutputs } from './job-summary.ts';

/** A verdict that cannot be read, or is none, is no verdict: never green, never a reason to roll back. */
function readVerdict(file: string): Verdict | undefined {
  try {
    return verdictSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`${file} is no verdict: ${(error as Error).message}`);
    return undefined;
  }
}

/** Tells GitHub a verdict: as outputs of the step, and as the summary of the job. Its argument is the verdict's file. */
const verdict = readVerdict(process.argv[2] ?? 'reports/verdict.json');
const [outputs, summary] = [process.env['GITHUB_OUTPUT'], process.env['GITHUB_STEP_SUMMARY']];
if (outputs !== undefined) appendFileSync(outputs, stepOutputs(verdict));
if (summary !== undefined) appendFileSync(summary, jobSummary(verdict));
