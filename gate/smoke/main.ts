/**
 * `npm run smoke -- --target=staging`: the one script for on-call. Whatever goes wrong in here is no verdict on the
 * deployment, as in gate/main.ts.
 */
const INSUFFICIENT = 4;

const exitCode = await import('./command.ts')
  .then(({ command }) => command(process.argv.slice(2)))
  .catch((error: unknown) => {
    console.log(
      `the smoke itself broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return INSUFFICIENT;
  });

process.exit(exitCode);
