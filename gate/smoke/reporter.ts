import { relative } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { redactor } from '../../fixtures/evidence/secrets.ts';
import { isTargetProject } from '../verdict/names.ts';
import { readVisits, readWalks, type Recorded } from '../verdict/records.ts';
import { plain, tally } from '../verdict/tally.ts';
import { groupLines, hasRun } from './group-lines.ts';
import { groupOf, type Group, type Shown } from './groups.ts';
import { lastOf } from './red-lines.ts';
import { LiveLine, paintFor } from './terminal.ts';

/** The checks of a group, and how many of them have ended. */
interface Progress extends Group {
  tests: TestCase[];
  ended: Set<TestCase>;
  isTold: boolean;
}

/**
 * The log of `npm run smoke`, in place of Playwright's: a line for each group of checks as soon as it is over, and below it
 * what was red. What the checks print is left out.
 */
export default class SmokeReporter implements Reporter {
  readonly #groups = new Map<string, Progress>();
  readonly #paint = paintFor();
  readonly #live = new LiveLine();
  readonly #redact = redactor(readEnvironment({ isTolerant: true }));
  #project: Recorded | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    for (const test of suite.allTests()) {
      const project = test.parent.project();
      if (!project || !isTargetProject(project.name)) continue;
      this.#project ??= project;
      this.#groupFor(test).tests.push(test);
    }
  }

  onTestBegin(test: TestCase): void {
    const { name } = this.#groupFor(test);
    this.#live.show(`  … ${name.padEnd(9)} ${lastOf(test.title)}`);
  }

  onTestEnd(test: TestCase, { status, retry }: TestResult): void {
    const isOver = status === 'skipped' || status === test.expectedStatus || retry >= test.retries;
    if (!isOver || status === 'interrupted') return;
    const group = this.#groupFor(test);
    group.ended.add(test);
    if (group.ended.size < group.tests.length) return;
    // What did not run is told after its cause.
    if (hasRun(group.tests.map(tallied))) this.#tell(group);
  }

  /** What goes wrong beside the checks: no such check, a file that cannot be loaded. */
  onError({ message, value }: TestError): void {
    this.#print([`  ✘ ${plain(message ?? value ?? 'an error without a message').slice(0, 1000)}`]);
  }

  onEnd(): void {
    for (const group of this.#groups.values()) if (!group.isTold) this.#tell(group);
    this.#live.clear();
  }

  #groupFor(test: TestCase): Progress {
    const group = groupOf(tallied(test));
    const key = `${group.name} ${group.dialect ?? ''}`;
    const known = this.#groups.get(key) ?? { ...group, tests: [], ended: new Set(), isTold: false };
    this.#groups.set(key, known);
    return known;
  }

  #tell(group: Progress): void {
    group.isTold = true;
    if (!this.#project) return;
    const recorded = { visits: readVisits(this.#project), walks: readWalks(this.#project) };
    this.#print(groupLines(group, group.tests.map(tallied), recorded, this.#paint));
  }

  #print(lines: string[]): void {
    this.#live.clear();
    process.stdout.write(`${lines.map((line) => this.#redact(line)).join('\n')}\n`);
  }
}

/** A check as it stands so far, with the transcript of its last red attempt. */
function tallied(test: TestCase): Shown {
  const [check] = tally([test]);
  const path = test.results
    .flatMap(({ attachments }) => attachments)
    .findLast(({ name }) => name === 'transcripts')?.path;
  if (!check) throw new Error('a test tallies as one check');
  const near = path && relative('.', path);
  return { ...check, transcripts: near?.startsWith('..') ? path : near };
}
