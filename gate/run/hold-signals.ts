/**
 * While something is done about a verdict, the first signal is only answered: a rollback that was begun is not left
 * half-way. A second one ends the process. Returns how to let go.
 */
export function holdSignals(): () => void {
  let held = 0;
  const hold = (signal: NodeJS.Signals): void => {
    held += 1;
    if (held > 1) process.exit(signal === 'SIGINT' ? 130 : 143);
    process.stdout.write(
      `${signal}: the verdict stands, and what it asks for is being done. Once more ends it at once.\n`,
    );
  };
  process.on('SIGINT', hold).on('SIGTERM', hold);
  return () => void process.off('SIGINT', hold).off('SIGTERM', hold);
}
