/**
 * `npm run gate -- --project=prod-canary`: a run, its verdict, and what is done about it. Whatever goes wrong in here, a
 * module that cannot be loaded too, is no verdict on the relay: never the exit code that rolls back.
 */
const INSUFFICIENT = 4;

const exitCode = await import('./run/command.ts')
  .then(({ command }) => command(process.argv.slice(2)))
  .catch((error: unknown) => {
    const summary = `the gate itself broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const told = { verdict: 'insufficient', reason: 'gate-broke-off', exitCode: INSUFFICIENT, summary };
    console.log(`${summary}\nCANARY_VERDICT ${JSON.stringify(told)}`);
    return INSUFFICIENT;
  });

// A disk that hangs may hold a write that nobody waits for any more.
process.exit(exitCode);
