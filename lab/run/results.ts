/** How a check ended: `warned` is a broken SHOULD, `known` a failure that is listed for this relay. */
export type Outcome = 'green' | 'warned' | 'known' | 'not applicable' | 'did not run' | 'red';

/** One check of a run. */
export interface CheckResult {
  requirement: string;
  /** From the root of the repository. */
  file: string;
  title: string;
  outcome: Outcome;
  /** Why it was not applicable, warned, known or red. */
  reason: string;
  durationMs: number;
}

/** What a run of Playwright found. */
export interface Results {
  checks: CheckResult[];
  /** Requirements by outcome, for short. */
  red: string[];
  green: string[];
  /** Not applicable, or did not run; with the reason. */
  skipped: { requirement: string; reason: string }[];
}

interface Annotation {
  type: string;
  description?: string;
}

interface Test {
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  annotations: Annotation[];
  results: { duration: number; error?: { message?: string } }[];
}

interface Suite {
  specs?: { title: string; file: string; tests: Test[] }[];
  suites?: Suite[];
}

const specsOf = (suite: Suite): NonNullable<Suite['specs']> => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];

const ESCAPE_CODES = /\u001b\[[\d;]*m/g;

/** Reads Playwright's JSON report. A test without a requirement goes by its title. */
export function readResults(json: string): Results {
  const report = JSON.parse(json) as Suite;
  const checks = specsOf(report).flatMap(({ title, file, tests }) =>
    tests.map((test) => ({
      ...judge(test),
      title,
      file: `tests/${file}`,
      requirement: noteOf(test, 'requirement') ?? title,
    })),
  );
  const having = (...outcomes: Outcome[]): CheckResult[] => checks.filter(({ outcome }) => outcomes.includes(outcome));
  return {
    checks,
    red: having('red').map(({ requirement }) => requirement),
    green: having('green', 'warned', 'known').map(({ requirement }) => requirement),
    skipped: having('not applicable', 'did not run').map(({ requirement, reason }) => ({ requirement, reason })),
  };
}

const noteOf = ({ annotations }: Test, type: string): string | undefined =>
  annotations.find((each) => each.type === type)?.description;

function judge(test: Test): Pick<CheckResult, 'outcome' | 'reason' | 'durationMs'> {
  const last = test.results.at(-1);
  const durationMs = last?.duration ?? 0;
  const skipped = noteOf(test, 'skip') ?? '';
  if (test.status === 'skipped')
    return {
      outcome: skipped.startsWith('not applicable') ? 'not applicable' : 'did not run',
      reason: skipped,
      durationMs,
    };
  if (test.status !== 'expected')
    return { outcome: 'red', reason: (last?.error?.message ?? '').replaceAll(ESCAPE_CODES, ''), durationMs };
  const [known, warning] = [noteOf(test, 'known failure'), noteOf(test, 'warning')];
  if (known !== undefined) return { outcome: 'known', reason: known, durationMs };
  return warning === undefined
    ? { outcome: 'green', reason: '', durationMs }
    : { outcome: 'warned', reason: warning, durationMs };
}
