import { writeFileSync } from 'node:fs';
import { readRequirements, type Requirement } from '../../fixtures/requirements/catalogue.ts';
import { readFaults } from '../faults/all.ts';
import { readPromises } from '../promises/all.ts';
import { listChecks } from '../run/list-checks.ts';
import type { CheckResult } from '../run/results.ts';
import { runProject } from '../run/run-project.ts';

/** `npm run coverage`: runs all checks on the embedded relay and writes what is proven, and by what, to docs. */
const FILE = 'docs/coverage.md';

interface Evidence {
  /** Requirement → the check that proves it. */
  files: Map<string, string>;
  results: Map<string, CheckResult>;
  /** Requirement → what was broken to turn its check red. */
  broken: Map<string, string[]>;
}

const row = ({ id, level, claim, source, excluded }: Requirement, { files, results, broken }: Evidence): string => {
  const result = results.get(id);
  const outcome = excluded === undefined ? (result?.outcome ?? 'nightly only') : 'excluded';
  const shown = broken.get(id)?.length ?? 0;
  const file = files.get(id)?.replace('tests/', '') ?? '';
  return `| ${id} | ${level} | ${cell(claim)} | ${cell(source)} | ${file} | ${outcome} | ${shown || ''} |`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();

async function gather(): Promise<{ evidence: Evidence; summary: string }> {
  const run = await runProject({ project: 'local', reports: 'reports/coverage', settings: {} });
  const checks = await listChecks('nightly');
  const broken = new Map<string, string[]>();
  for (const promise of [...(await readPromises()).values()].flat())
    for (const requirement of promise.red)
      broken.set(requirement, [...(broken.get(requirement) ?? []), promise.broken]);
  for (const { meant, title, injection } of await readFaults())
    for (const requirement of injection.at === 'streams' ? new Set(Object.values(meant).flat()) : [])
      broken.set(requirement, [...(broken.get(requirement) ?? []), title]);
  return {
    evidence: {
      files: new Map(checks.map(({ requirement, file }) => [requirement, file])),
      // Streams are asked in two dialects: a check that applies to one of them was run.
      results: new Map(
        run.checks
          .toSorted(
            (one, other) => Number(other.outcome === 'not applicable') - Number(one.outcome === 'not applicable'),
          )
          .map((check) => [check.requirement, check]),
      ),
      broken,
    },
    summary: `${run.checks.length} checks in ${run.seconds.toFixed(1)} s on the embedded relay: ${run.green.length} green, ${run.skipped.length} not applicable, ${run.red.length} red.`,
  };
}

const { evidence, summary } = await gather();
const requirements = readRequirements();
const excluded = requirements.filter((requirement) => requirement.excluded !== undefined);
const levels = ['MUST', 'FIELD', 'SHOULD'].map(
  (level) => `${requirements.filter((each) => each.level === level && each.excluded === undefined).length} ${level}`,
);
writeFileSync(
  FILE,
  `# What is checked

Written by \`npm run coverage\` from a real run. ${summary}

${requirements.length - excluded.length} requirements have a check (${levels.join(', ')}), ${excluded.length} are excluded with a reason. MUST and FIELD are
red where they are broken, SHOULD is a warning. "Broken" counts the ways in which \`npm run proof:promises\` breaks the promise to
see its check turn red; the canary's own are shown in \`tests/self/canary-sings\`, the nightly ones in
\`tests/self/nightly-sings.spec.ts\`. For streams it counts the faults of \`lab/faults/streams\`.

| requirement | level | claim | source | check | embedded relay | broken |
|---|---|---|---|---|---|--:|
${requirements.map((requirement) => row(requirement, evidence)).join('\n')}

## Excluded

| requirement | why there is no check |
|---|---|
${excluded.map(({ id, excluded: reason = '' }) => `| ${id} | ${cell(reason)} |`).join('\n')}
`,
);
console.log(`${summary}\nWritten to ${FILE}`);
