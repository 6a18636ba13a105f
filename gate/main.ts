import { readArguments, USAGE, UsageError } from './run/arguments.ts';
import { actionTable } from './run/action-table.ts';
import { runGate } from './run/run-gate.ts';
import { EXIT_CODES } from './verdict/names.ts';
import { headlineOf, verdictLine } from './verdict/verdict-file.ts';

/** `npm run gate -- --project=prod-canary`: a run, its verdict, and what is done about it. */
async function main(): Promise<number> {
  try {
    const wanted = readArguments(process.argv.slice(2));
    if (wanted === 'help') {
      console.log(USAGE);
      return 0;
    }
    const verdict = await runGate(wanted);
    console.log(`\n${actionTable(verdict.actions)}${headlineOf(verdict)}\n${verdictLine(verdict)}`);
    return verdict.exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const summary = `${error.message}. See npm run gate -- --help.`;
    console.log(
      `${summary}\nCANARY_VERDICT ${JSON.stringify({ verdict: 'usage', exitCode: EXIT_CODES.usage, summary })}`,
    );
    return EXIT_CODES.usage;
  }
}

process.exitCode = await main();
