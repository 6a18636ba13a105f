import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment } from '../run/run-project.ts';
import { peakMegabytes } from './memory.ts';
import type { Errand, Tidings } from './visitor.ts';

const VISITOR = fileURLToPath(new URL('./visitor.ts', import.meta.url));

/** A process that held more is replaced: what it keeps of one visit must not count for the next. */
const USED_MEGABYTES = 205;

/** Beyond the deadline a visitor has so long to judge and to report. */
const JUDGING_SECONDS = 5;

type Told = Pick<Tidings, 'verdicts' | 'seconds' | 'peakMegabytes'> & { problems: string[] };

/** A process that visits one hostile relay after the other. One that dies or hangs is replaced. */
export class Lane {
  readonly directory: string;
  #visitor: ChildProcess | undefined;
  #output = '';

  constructor(directory: string) {
    this.directory = directory;
  }

  async send(errand: Errand, deadlineSeconds: number): Promise<Told> {
    const visitor = (this.#visitor ??= await this.#start());
    const start = performance.now();
    const giveUp = new AbortController();
    const ended = Promise.race([
      once(visitor, 'message', { signal: giveUp.signal }).then(([tidings]) => tidings as Tidings),
      once(visitor, 'exit', { signal: giveUp.signal }).then(
        ([code]) => `the process that visits died with ${String(code)}: ${this.#output.slice(-600)}`,
      ),
      pause((deadlineSeconds + JUDGING_SECONDS) * 1000, 'no verdict: the process that visits hangs', giveUp),
    ]);
    visitor.send(errand);
    const tidings = await ended;
    giveUp.abort();
    if (typeof tidings !== 'string') {
      if (tidings.peakMegabytes > USED_MEGABYTES) this.stop();
      return { ...tidings, problems: tidings.uncaught.map((error) => `nobody caught ${error}`) };
    }
    const peak = peakMegabytes(visitor.pid ?? 0);
    this.stop();
    return { verdicts: {}, seconds: (performance.now() - start) / 1000, peakMegabytes: peak, problems: [tidings] };
  }

  /** Puts what the visitor printed among the artifacts. */
  keepOutput(): void {
    writeFileSync(join(this.directory, 'output.txt'), this.#output);
    this.#output = '';
  }

  stop(): void {
    this.#visitor?.kill('SIGKILL');
    this.#visitor = undefined;
  }

  async #start(): Promise<ChildProcess> {
    const visitor = fork(VISITOR, {
      ...{ execArgv: ['--import', 'tsx'], env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    });
    for (const stream of [visitor.stdout, visitor.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#output = `${this.#output}${chunk.toString()}`.slice(-100_000)));
    await once(visitor, 'message');
    return visitor;
  }
}
