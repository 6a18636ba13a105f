import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a tool to its end, ten minutes at most unless told otherwise. Throws with the tool's own words. */
export async function tool(file: string, args: string[], cwd: string, timeoutMs = 600_000): Promise<void> {
  try {
    await run(file, args, { cwd, timeout: timeoutMs });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error(`${file} is not installed; it is needed for this peer`, { cause: error });
    throw new Error(`${file} ${args.join(' ')} failed:\n${stderr.trim().slice(-2000)}`, { cause: error });
  }
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

export interface Running {
  stop: () => Promise<void>;
}

/** Starts a server and waits until its port takes connections, ten seconds at most. */
export async function serve(
  { file, arguments: args, env }: { file: string; arguments: string[]; env: Record<string, string> },
  port: number,
): Promise<Running> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    if (await isListening(port)) return { stop };
    await pause(100);
  }
  if (child.exitCode === null) await stop();
  throw new Error(`${file} does not listen on port ${port}`);
}
