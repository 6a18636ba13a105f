import { spawn } from 'node:child_process';

/** How a command went. */
export interface Ran {
  /** Null where it could not be started, or a signal ended it. */
  code: number | null;
  /** Both streams. */
  output: string;
}

interface ShellOptions {
  environment?: Record<string, string>;
  /** Milliseconds. Default: an hour. */
  withinMs?: number;
  /** Called with each piece of its output. */
  heard?: (text: string) => void;
}

/** Runs a command to its end, in the words of the caller's terminal for what it asks (a password of sudo). Never rejects. */
export type Shell = (command: string[], options?: ShellOptions) => Promise<Ran>;

const HOUR_MS = 3_600_000;

export const shell: Shell = ([program = '', ...args], { environment = {}, withinMs = HOUR_MS, heard } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ['inherit', 'pipe', 'pipe'],
      timeout: withinMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        heard?.(text);
      });
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });

/** The same as root: by sudo where we are somebody else. */
export const asRoot =
  (run: Shell): Shell =>
  (command, options) =>
    run(process.getuid?.() === 0 ? command : ['sudo', ...command], options);

/** The end of what a command said, for a message. */
export const lastWords = ({ output }: Ran): string => output.trim().split('\n').slice(-10).join('\n');
