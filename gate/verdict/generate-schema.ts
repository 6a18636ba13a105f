import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { verdictJsonSchema } from './json-schema.ts';

/** `npm run generate` writes gate/verdict/verdict.schema.json; with --check it only compares (npm run check). */
const FILE = 'gate/verdict/verdict.schema.json';

const wanted = await format(JSON.stringify(verdictJsonSchema()), { ...(await resolveConfig(FILE)), parser: 'json' });

if (!process.argv.includes('--check')) writeFileSync(FILE, wanted);
else if (readFileSync(FILE, 'utf8') !== wanted) {
  process.stderr.write(`${FILE} is not what gate/verdict/verdict.ts says. Run: npm run generate\n`);
  process.exitCode = 1;
}
