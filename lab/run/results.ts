/** What a run of Playwright found, by requirement. */
export interface Results {
  red: string[];
  green: string[];
  /** Not applicable, or did not run; with the reason. */
  skipped: { requirement: string; reason: string }[];
}

interface Annotation {
  type: string;
  description?: string;
}

interface Spec {
  title: string;
  tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped'; annotations: Annotation[] }[];
}

interface Suite {
  specs?: Spec[];
  suites?: Suite[];
}

const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** Reads Playwright's JSON report. A test without a requirement goes by its title. */
export function readResults(json: string): Results {
  const report = JSON.parse(json) as { suites: Suite[] };
  const results: Results = { red: [], green: [], skipped: [] };
  for (const { title, tests } of report.suites.flatMap(specsOf)) {
    for (const { status, annotations } of tests) {
      const find = (type: string): string | undefined => annotations.find((each) => each.type === type)?.description;
      const requirement = find('requirement') ?? title;
      if (status === 'expected') results.green.push(requirement);
      else if (status === 'skipped') results.skipped.push({ requirement, reason: find('skip') ?? '' });
      else results.red.push(requirement);
    }
  }
  return results;
}
