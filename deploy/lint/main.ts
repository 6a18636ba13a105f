import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { writeCoreSchemas, writeSchemas } from './schemas.ts';

interface Template {
  kind?: string;
  spec?: { metrics?: { provider?: { job?: { spec?: unknown } } }[] };
}

/** The Jobs within the AnalysisTemplates of a file: their definition leaves some of a Job open, and Kubernetes does not. */
function writeJobs(file: string, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const templates = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Template | null);
  const jobs = templates.flatMap((template) =>
    (template?.spec?.metrics ?? []).map(({ provider }) => provider?.job?.spec),
  );
  const found = jobs.filter((spec) => spec !== undefined);
  for (const [index, spec] of found.entries())
    writeFileSync(
      join(directory, `job-${index}.json`),
      JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `job-${index}` }, spec }),
    );
  if (found.length === 0) throw new Error(`${file} has no AnalysisTemplate with a Job`);
}

/**
 * For deploy/lint.sh: `custom FILE DIRECTORY` makes schemas of definitions, `core FROM DIRECTORY NAMES` those of Kubernetes
 * itself, `jobs FILE DIRECTORY` takes out Jobs.
 */
const [what, from = '', directory = '', ...names] = process.argv.slice(2);
if (what === 'custom') console.log(writeSchemas(from, directory).join('\n'));
else if (what === 'core') writeCoreSchemas(from, directory, names);
else if (what === 'jobs') writeJobs(from, directory);
else throw new Error('usage: main.ts custom|core|jobs FROM DIRECTORY [NAMES]');
