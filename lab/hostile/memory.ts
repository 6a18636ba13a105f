import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** From now on the peak of this process is counted anew, where the system can do that (Linux). */
export function forgetPeakMemory(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // The peak since the start of the process is the stricter measure.
  }
}

/** The most resident memory that a process held, in megabytes; 0 where that cannot be known. */
export function peakMegabytes(pid: number | 'self' = 'self'): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? [];
  if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  return pid === 'self' ? process.resourceUsage().maxRSS / 1024 : 0;
}

/** Watches every process that this one starts, until it is told to stop; then gives the peak of the largest (Linux). */
export function watchChildren(everyMs = 50): () => number {
  let peak = 0;
  const timer = setInterval(() => {
    for (const pid of descendants()) peak = Math.max(peak, peakMegabytes(pid));
  }, everyMs);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of list('/proc').filter((each) => /^\d+$/.test(each))) {
    const [, parent] = /\) \S (\d+) /.exec(read(`/proc/${name}/stat`)) ?? [];
    parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === process.pid || isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
