import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';

interface Row {
  red: string[];
  wrong: string[];
  seconds: number;
}

const requirementOf = ({ annotations, title }: TestCase): string =>
  annotations.find(({ type }) => type === 'requirement')?.description ?? title;

/** Prints a line for each broken promise as soon as its checks have run, and the sum at the end. */
export default class ProofReporter implements Reporter {
  readonly #file: string;
  readonly #open = new Map<string, number>();
  readonly #rows = new Map<string, Row>();

  constructor({ file }: { file: string }) {
    this.#file = file;
  }

  onBegin(_config: unknown, suite: Suite): void {
    for (const project of suite.suites) {
      this.#open.set(project.title, project.allTests().length);
      this.#rows.set(project.title, { red: [], wrong: [], seconds: 0 });
    }
  }

  onTestEnd(test: TestCase): void {
    const name = test.parent.project()?.name ?? '';
    const row = this.#rows.get(name);
    const result = test.results.at(-1);
    if (!row || !result) return;
    row.seconds += result.duration / 1000;
    const requirement = requirementOf(test);
    if (test.outcome() === 'unexpected') row.wrong.push(`${requirement}: ${messageOf(result.error?.message)}`);
    else if (result.status === 'failed' || result.status === 'timedOut') row.red.push(requirement);
    const left = (this.#open.get(name) ?? 0) - 1;
    this.#open.set(name, left);
    if (left === 0) print(name, row);
  }

  onEnd({ status }: FullResult): void {
    const rows = [...this.#rows.values()];
    const wrong = rows.filter((row) => row.wrong.length > 0).length;
    process.stdout.write(
      `\n${rows.length} broken promises: ${rows.length - wrong} as meant, ${wrong} not (${status})\n`,
    );
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${JSON.stringify(Object.fromEntries(this.#rows), null, 2)}\n`);
  }

  onError({ message = '' }: { message?: string }): void {
    process.stdout.write(`${message}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

const messageOf = (message = ''): string => message.replaceAll(/\u001b\[[\d;]*m/g, '').slice(0, 600);

function print(name: string, { red, wrong, seconds }: Row): void {
  const outcome = wrong.length > 0 ? 'NOT AS MEANT' : 'red as meant';
  process.stdout.write(`${outcome}: ${name} → ${red.join(', ') || 'nothing red'} (${seconds.toFixed(1)} s)\n`);
  for (const line of wrong) process.stdout.write(`    ${line.replaceAll('\n', '\n    ')}\n`);
}
