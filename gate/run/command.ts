import { EXIT_CODES } from '../verdict/names.ts';
import { headlineOf, verdictLine } from '../verdict/verdict-file.ts';
import { actionTable } from './action-table.ts';
import { readArguments, USAGE, UsageError } from './arguments.ts';
import { runGate } from './run-gate.ts';

/** The command line of the gate: prints what it did, the verdict as the last line, and gives the exit code. */
export async function command(argv: string[]): Promise<number> {
  try {
    const wanted = readArguments(argv);
    if (wanted === 'help') {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    const verdict = await runGate(wanted);
    process.stdout.write(`\n${actionTable(verdict.actions)}${headlineOf(verdict)}\n${verdictLine(verdict)}\n`);
    return verdict.exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const summary = `${error.message}. See npm run gate -- --help.`;
    const told = { verdict: 'usage', reason: 'command-line', exitCode: EXIT_CODES.usage, summary };
    process.stdout.write(`${summary}\nCANARY_VERDICT ${JSON.stringify(told)}\n`);
    return EXIT_CODES.usage;
  }
}
