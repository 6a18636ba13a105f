import { spawn } from 'node:child_process';

/** A busy process ends by itself, should nobody be left to end it. */
const LONGEST_MS = 180_000;
const BUSY = `const end = Date.now() + ${LONGEST_MS}; while (Date.now() < end);`;

/** Starts so many processes that do nothing, as fast as they can; the returned function ends them. */
export function starve(processes: number): () => void {
  const children = Array.from({ length: processes }, () => spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }));
  return () => {
    for (const child of children) child.kill('SIGKILL');
  };
}
