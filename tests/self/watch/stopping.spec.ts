import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scratch } from '../../../lab/infrastructure/scratch.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { leaving, writeGate } from './a-gate.ts';
import { expect, test as base } from './a-watch.ts';
import { verdictOf } from './verdicts.ts';

const WATCH = fileURLToPath(new URL('../../../gate/watch/', import.meta.url));

const aborted = verdictOf('aborted', { run: { ...verdictOf('aborted').run, project: 'local' } });

/** A gate that runs until it is told to end, and takes a moment to clean up. */
const patient = (scratch: Scratch): string =>
  `process.on('SIGINT', () => {
    appendFileSync('${scratch.file('interrupted')}', 'once ');
    setTimeout(() => { ${leaving(aborted)} process.exit(130) }, 200);
  });
  writeFileSync('${scratch.file('pid')}', String(process.pid));
  setTimeout(() => process.exit(1), 60_000)`;

/** A gate that hears nothing. */
const deaf = (scratch: Scratch): string =>
  `process.on('SIGINT', () => {});
  writeFileSync('${scratch.file('pid')}', String(process.pid));
  setTimeout(() => process.exit(1), 60_000)`;

/** What a test starts is ended with it, in a group of its own, as a terminal has it. */
const test = base.extend<{ children: ChildProcess[] }>({
  children: async ({}, use) => {
    const children: ChildProcess[] = [];
    await use(children);
    for (const child of children) child.kill('SIGKILL');
  },
});

/** Ctrl-C: the signal goes to all processes of the terminal. */
const signalGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals): boolean =>
  process.kill(-(pid ?? Number.NaN), signal);

interface Started {
  child: ChildProcess;
  output: () => string;
  ended: Promise<unknown[]>;
}

/** Starts a watch as a process of its own, with another gate; resolves when its gate runs. */
async function start(scratch: Scratch, gate: string, children: ChildProcess[]): Promise<Started> {
  const command = JSON.stringify(writeGate(scratch, gate));
  const program = `import { readOptions } from '${WATCH}options.ts';
    import { watchUntilStopped } from '${WATCH}watch-until-stopped.ts';
    const options = readOptions(process.argv.slice(1));
    await watchUntilStopped(options, ${command}, process.env);`;
  const given = ['--project=local', '--listen=127.0.0.1:0', `--state=${scratch.file('state')}`];
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, '--', ...given], {
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  await expect.poll(() => existsSync(scratch.file('pid')) || output, { timeout: 15_000 }).toBe(true);
  await expect.poll(() => output).toContain('watching');
  return { child, output: () => output, ended };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.describe('stopping a watch', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`${signal} lets the gate clean up, writes the history and ends with 0`, async ({ scratch, children }) => {
      const { child, output, ended } = await start(scratch, patient(scratch), children);
      signalGroup(child, signal);
      expect(await ended).toEqual([0, null]);
      expect(readFileSync(scratch.file('interrupted'), 'utf8')).toBe('once ');
      expect(output()).toMatch(/aborted +8\.0 s/);
      expect(readFileSync(scratch.file('state/history-local.jsonl'), 'utf8')).toContain('"verdict":"aborted"');
    });

  test('a second signal ends it and its gate at once', async ({ scratch, children }) => {
    const { child, output, ended } = await start(scratch, deaf(scratch), children);
    child.kill('SIGTERM');
    await expect.poll(output).toContain('once more to end at once');
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    const pid = Number(readFileSync(scratch.file('pid'), 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test('a port that is taken is told, with the mend', async ({ scratch, watch, children }) => {
    const { host } = new URL(watch.url);
    const given = ['--project=local', `--listen=${host}`, `--state=${scratch.file('other')}`];
    const child = spawn(process.execPath, ['--import', 'tsx', `${WATCH}main.ts`, ...given], {
      env: cleanEnvironment(),
    });
    children.push(child);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said).toMatch(/--listen .* cannot be had \(EADDRINUSE\)[^]*take another port/);
  });
});
