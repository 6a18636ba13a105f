import { rmSync } from 'node:fs';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { unfinished } from './assemble.ts';
import { noteTestBegin, signalOfRun } from './ended-by.ts';
import { EXIT_CODES, isTargetProject, type TargetProject } from './names.ts';
import { runContext } from './run-context.ts';
import { plain } from './tally.ts';
import type { Verdict } from './verdict.ts';
import { headlineOf, verdictFile, verdictLine, writeVerdict } from './verdict-file.ts';

const loadConclude = (): Promise<typeof import('./conclude.ts')> => import('./conclude.ts');

/** The worst first: a run of several projects has the verdict of the worst. */
const SEVERITY: Verdict['verdict'][] = ['fail', 'usage', 'inconclusive', 'insufficient', 'aborted', 'degraded', 'pass'];

/**
 * The last reporter. Owns the verdict: writes verdict.json, prints it as the last line, and makes it the exit code of the
 * run, since Playwright ends with 0 when everything was skipped. Until then the file says that the run did not end.
 */
export default class VerdictReporter implements Reporter {
  readonly #directory: string;
  readonly #context = runContext();
  readonly #startedAt = new Date();
  readonly #errors: string[] = [];
  #suite: Suite | undefined;
  #config: FullConfig | undefined;
  #verdict: Verdict | undefined;

  constructor({ directory }: { directory: string }) {
    this.#directory = directory;
    if (process.argv.includes('--list')) return;
    this.#write(unfinished(this.#context, projectOfArguments(), this.#startedAt));
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#config = config;
    this.#suite = suite;
  }

  /** What judges the run is loaded while the first check is judged, not when everybody waits (docs/performance.md). */
  onTestBegin(): void {
    noteTestBegin();
    void loadConclude().catch(() => undefined); // onEnd meets the same error, and tells it.
  }

  onError({ message, value }: TestError): void {
    this.#errors.push(plain(message ?? value ?? 'an error without a message').slice(0, 1000));
  }

  async onEnd({ status }: FullResult): Promise<{ status?: FullResult['status'] }> {
    const verdicts = await this.#conclude(status);
    const [worst] = verdicts.toSorted((one, other) => SEVERITY.indexOf(one.verdict) - SEVERITY.indexOf(other.verdict));
    if (!worst) {
      rmSync(verdictFile(this.#directory), { force: true }); // No target was asked: no verdict.
      return {};
    }
    this.#verdict = worst;
    const isWritten = this.#write(worst);
    if (isWritten && this.#hasOtherFailures()) return {};
    const exitCode = isWritten ? worst.exitCode : EXIT_CODES.inconclusive;
    process.once('exit', () => (process.exitCode = exitCode));
    return { status: exitCode === 0 ? 'passed' : status === 'passed' ? 'failed' : status };
  }

  onExit(): Promise<void> {
    if (this.#verdict && !this.#context.isGated)
      process.stdout.write(`\n${headlineOf(this.#verdict)}\n${verdictLine(this.#verdict)}\n`);
    return Promise.resolve();
  }

  printsToStdio(): boolean {
    return false;
  }

  /** One verdict for each project that points at a target. An accident in here is nobody's fault but ours. */
  async #conclude(status: FullResult['status']): Promise<Verdict[]> {
    const projects = this.#targetProjects();
    try {
      const { conclude } = await loadConclude();
      const run = { context: this.#context, startedAt: this.#startedAt, errors: this.#errors };
      const interruptedBy = signalOfRun() ?? (status === 'interrupted' ? 'SIGINT' : undefined);
      const shard = this.#config?.shard ? `${this.#config.shard.current}/${this.#config.shard.total}` : undefined;
      return await Promise.all(
        projects.map(({ name, outputDir }) =>
          conclude({
            ...{ ...run, shard, project: { name, outputDir }, tests: this.#testsOf(name) },
            interruptedBy: status === 'timedout' ? 'deadline' : interruptedBy,
          }),
        ),
      );
    } catch (error) {
      const summary = `The verdict could not be made: ${(error as Error).message}`;
      return projects.map(({ name }) => this.#without(name, 'inconclusive', 'runner-error', summary));
    }
  }

  #targetProjects(): { name: TargetProject; outputDir: string }[] {
    if (this.#config)
      return this.#config.filteredProjects.flatMap(({ name, outputDir }) =>
        isTargetProject(name) ? [{ name, outputDir }] : [],
      );
    const name = projectOfArguments();
    return isTargetProject(name) ? [{ name, outputDir: this.#directory }] : [];
  }

  #testsOf(project: string): TestCase[] {
    return (this.#suite?.suites ?? [])
      .filter((suite) => suite.project()?.name === project)
      .flatMap((suite) => suite.allTests());
  }

  #hasOtherFailures(): boolean {
    const others = this.#suite?.suites.filter((suite) => !isTargetProject(suite.project()?.name ?? '')) ?? [];
    return others.some((suite) => suite.allTests().some((test) => !test.ok()));
  }

  #without(project: string, verdict: Verdict['verdict'], reason: string, summary: string): Verdict {
    const made = unfinished(this.#context, project, this.#startedAt);
    return { ...made, verdict, reason, summary, exitCode: EXIT_CODES[verdict] };
  }

  #write(verdict: Verdict): boolean {
    try {
      writeVerdict(this.#directory, verdict);
      return true;
    } catch (error) {
      process.stdout.write(`${verdictFile(this.#directory)} cannot be written: ${(error as Error).message}\n`);
      return false;
    }
  }
}

/** The project that the command line names, for what goes wrong before Playwright tells; empty where it names none. */
const projectOfArguments = (): string => {
  const named = process.argv.findLast((text) => text.startsWith('--project='));
  return named?.slice('--project='.length) ?? '';
};
