import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment } from '../../../fixtures/config/environment.ts';
import { redactor } from '../../../fixtures/evidence/secrets.ts';
import { cleanEnvironment } from '../../run/run-project.ts';
import type { Command } from './plan.ts';

/** How a command ended. */
export interface Ran {
  /** Null where it was ended, or could not be started. */
  exitCode: number | null;
  /** How it ended and the end of what it said, in one line without secrets: "exit code 3: no such unit". */
  words: string;
}

/** Runs the commands of a file of drills. */
export interface Runner {
  /** In a group of processes of its own, which no Ctrl-C reaches. Never throws. Aborted or too late, the whole group is ended. */
  run: (command: Command, options: { withinMs: number; signal?: AbortSignal; directory?: string }) => Promise<Ran>;
  /** The command as it is written in the file, in one line. */
  describe: (command: Command) => string;
}

const KEPT = 20_000;
const SHOWN = 300;
const KILL_AFTER_MS = 2_000;
const DRAIN_MS = 500;

/** Names of variables whose values are nobody's business, beside those of this project. */
const IS_SECRET = /SECRET|TOKEN|PASSWORD|PASSPHRASE|PASSWD|CREDENTIAL|_KEY$/i;

/** Commands get our environment without the settings of targets; what they say is searched for the secrets of both. */
export function makeRunner(environment = readEnvironment({ isTolerant: true })): Runner {
  const named = Object.entries(environment).filter(([name, value]) => value && IS_SECRET.test(name));
  const whole = named.flatMap(([name, value = '']) => (name.endsWith('_FILE') || value.length < 6 ? [] : [value]));
  const parts = redactor(environment);
  const redact = (text: string): string =>
    parts(whole.reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text));
  const inOneLine = (text: string): string => redact(text).replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(); // prettier-ignore
  return {
    describe: (command) => inOneLine(typeof command === 'string' ? command : command.map(quoted).join(' ')),
    run: async (command, options) => {
      const { how, exitCode, said } = await perform(command, options);
      const tail = inOneLine(said).slice(-SHOWN);
      return { exitCode, words: tail === '' ? how : `${how}: ${tail}` };
    },
  };
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

interface Performed {
  how: string;
  exitCode: number | null;
  said: string;
}

async function perform(
  command: Command,
  { withinMs, signal, directory }: Parameters<Runner['run']>[1],
): Promise<Performed> {
  if (signal?.aborted) return { how: 'not begun: the session is being left', exitCode: null, said: '' };
  const [program = '', ...args] = typeof command === 'string' ? ['sh', '-c', command] : command;
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(),
    ...(directory !== undefined && { cwd: directory }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-KEPT)));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failed = new Promise<string>((resolve) => child.once('error', ({ message }) => resolve(message)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  exited.catch(() => undefined);
  const over = new AbortController();
  const late = cutShort(AbortSignal.any([AbortSignal.timeout(withinMs), ...(signal ? [signal] : [])]), over.signal);
  const first = await Promise.race([exited, failed, late]);
  over.abort();
  if (typeof first === 'string') return { how: `cannot be started (${first})`, exitCode: null, said };
  if (first === undefined) await endGroup(child.pid ?? 0, exited);
  await Promise.race([closed, pause(DRAIN_MS, undefined, { ref: false })]); // What it left running may hold its output open.
  child.stdout.destroy();
  child.stderr.destroy();
  if (typeof first === 'number') return { how: `exit code ${first}`, exitCode: first, said };
  const how = signal?.aborted ? 'the session is being left' : `not over after ${withinMs / 1000} s`;
  return { how: first === null ? 'ended by a signal' : how, exitCode: null, said };
}

/** Resolves when it is aborted, unless all is over before. */
const cutShort = (signal: AbortSignal, over: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: over });
  });

async function endGroup(pid: number, exited: Promise<unknown>): Promise<void> {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-pid, name);
    } catch {
      return; // Nobody of it is left.
    }
    await Promise.race([exited, pause(KILL_AFTER_MS, undefined, { ref: false })]);
  }
}
