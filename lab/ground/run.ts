import { startHeld } from './command.ts';
import type { RunOptions } from './ground.ts';
import type { Hold } from './hold.ts';
import type { Daemon } from './ours.ts';

interface RunPlace {
  session: string;
  marker: string;
  directory: string;
  hold: Hold;
  daemon: Daemon;
}

const WORDS = 4000;

/** Runs a program to its end and ends what it left running. Gives its standard output; throws with its words. */
export async function runToItsEnd(
  program: string,
  args: string[],
  { session, marker, directory, hold, daemon }: RunPlace,
  { environment = {}, withinMs = 60_000, input, namespace, asDaemon, ...options }: RunOptions,
): Promise<string> {
  hold.prepare();
  let timer: NodeJS.Timeout | undefined;
  try {
    const child = startHeld({
      session,
      marker,
      hold,
      daemon: asDaemon === false ? undefined : daemon,
      program,
      arguments: args,
      environment,
      directory: options.directory ?? directory,
      home: directory,
      namespace,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdin, stdout, stderr } = child;
    const said: Buffer[] = [];
    const complained: Buffer[] = [];
    stdout?.on('data', (chunk: Buffer) => said.push(chunk));
    stderr?.on('data', (chunk: Buffer) => complained.push(chunk));
    stdin?.on('error', () => undefined); // It ended without reading all that it was given.
    stdin?.end(input ?? '');
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const how = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(code === 0 ? '' : (signal ?? `exit code ${code ?? '?'}`)));
      timer = setTimeout(() => resolve(`not over after ${withinMs} ms`), withinMs);
    });
    await hold.end(); // Before its output is read to the end: a daemon that it left would keep that open.
    if (child.pid !== undefined) await closed;
    if (how === '') return Buffer.concat(said).toString();
    const words = Buffer.concat([...said, ...complained])
      .toString()
      .slice(-WORDS);
    throw new Error(`${program} ${args.join(' ')}: ${how}. It said:\n${words}`);
  } finally {
    clearTimeout(timer);
    await hold.end();
  }
}
