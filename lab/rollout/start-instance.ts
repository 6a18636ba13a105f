import { startProgram } from '../infrastructure/program.ts';
import type { CleanUp } from './clean-up.ts';

/** Starts an instance as a process; resolves when it listens, and throws with its words where it does not. */
export async function startInstance(
  { port, options }: { port: number; options: Record<string, string> },
  cleanUp: CleanUp,
): Promise<void> {
  const words = Object.entries({ port: String(port), ...options }).map(([name, value]) => `--${name}=${value}`);
  const program = ['--import', 'tsx', 'lab/rollout/instance.ts', ...words];
  const { stop } = await startProgram({ program: process.execPath, arguments: program, port, isApart: true });
  cleanUp.later(stop);
}

/** What an instance said that did not come up, without the path of `directory`; undefined where it did. */
export const lastWords = (starting: Promise<void>, directory: string): Promise<string | undefined> =>
  starting.then(
    () => undefined,
    (error: unknown) => (error as Error).message.replaceAll(`${directory}/`, ''),
  );
