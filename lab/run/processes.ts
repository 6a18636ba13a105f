import { readFileSync } from 'node:fs';

/** The processes that a process has started and that still run, with their command lines (Linux only). */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const read = (file: string): string => {
    try {
      return readFileSync(`/proc/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  return read(`${pid}/task/${pid}/children`)
    .split(' ')
    .filter((text) => text !== '')
    .map((text) => ({ pid: Number(text), command: read(`${text}/cmdline`).replaceAll('\0', ' ') }));
}

/** Those, and what they have started in their turn. */
export const descendantsOf = (pid: number): ReturnType<typeof childrenOf> =>
  childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child.pid)]);

/** Whether a process is there and has not ended: one that nobody has waited for yet counts as ended. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The start of a command line that makes what follows the first process of a container, as good as root or a user can. */
export const asFirstProcess = (): string[] => [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--pid', '--fork', '--kill-child'],
];
