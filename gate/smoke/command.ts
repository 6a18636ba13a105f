import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { redactor } from '../../fixtures/evidence/secrets.ts';
import { reportsDirectory } from '../../fixtures/state/state.ts';
import { actionTable } from '../run/action-table.ts';
import { UsageError } from '../run/arguments.ts';
import { EXIT_CODES } from '../verdict/names.ts';
import { CONTEXT } from '../verdict/run-context.ts';
import { verdictFile } from '../verdict/verdict-file.ts';
import { readSmokeArguments, USAGE } from './arguments.ts';
import { headerOf } from './header.ts';
import { tailOf } from './tail.ts';
import { paintFor } from './terminal.ts';

/** Prints in place of Playwright's list while the run goes on. */
const REPORTER = fileURLToPath(import.meta.resolve('./reporter.ts'));

/** The command line of `npm run smoke`: the gate, with a log for people. Gives the exit code of the gate. */
export async function command(argv: string[]): Promise<number> {
  try {
    return await smoke(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stdout.write(`USAGE · ${error.message}. See npm run smoke -- --help.\n`);
    return EXIT_CODES.usage;
  }
}

async function smoke(argv: string[]): Promise<number> {
  const wanted = readSmokeArguments(argv);
  if (wanted === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const environment = readEnvironment({ isTolerant: true });
  const redact = redactor(environment);
  const print = (lines: string[]): void => void process.stdout.write(lines.map((line) => `${redact(line)}\n`).join(''));
  print(headerOf(wanted.target, environment, new Date()));
  const { runGate } = await import('../run/run-gate.ts');
  const verdict = await runGate(wanted.gate, { [CONTEXT.log]: REPORTER });
  process.stdout.write(redact(actionTable(verdict.actions)));
  // From the start of this process: what somebody has waited.
  const ending = { verdict, verdictFile: verdictFile(reportsDirectory()), seconds: performance.now() / 1000 };
  print(tailOf(ending, paintFor()));
  return verdict.exitCode;
}
