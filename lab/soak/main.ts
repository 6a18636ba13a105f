import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { replaceSection } from '../proof/section.ts';
import { seededRandom } from '../random.ts';
import { CONDITIONS } from './conditions.ts';
import { planSoak } from './plan.ts';
import { RELAYS, startSoakedRelay, type SoakedRelay } from './relays.ts';
import { asMarkdown, asText, liveLine, tabulate } from './report.ts';
import { soak, type SoakRun } from './soak.ts';

const WHOLE = 300;
const REPORTS = 'reports/soak';
const NUMBERS = 'reports/soak.json';
const DOCUMENT = 'docs/detection.md';
const NAMES = RELAYS.map(({ name }) => name);

const USAGE = `Usage: npm run soak -- [--runs=${WHOLE}] [--relays=${NAMES.join(',')}] [--seed=1] [--workers=N]
Runs prod-canary over and over against healthy relays, under conditions that are dealt by the seed, and demands that no
run is red. Prints a line for each run and a table, keeps red runs in ${REPORTS} and writes ${NUMBERS}; a run of at least
${WHOLE} on all relays writes its section of ${DOCUMENT} too.
Conditions: ${CONDITIONS.map(({ name, about }) => `${name} (${about})`).join('; ')}.
Exit code: 0 no run was red; 1 not so; 2 usage.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ runs: { type: 'string', default: String(WHOLE) }, relays: { type: 'string', default: NAMES.join(',') } },
      ...{ seed: { type: 'string', default: '1' }, workers: { type: 'string' }, help: { type: 'boolean' } },
    },
  });
  if (values.help === true) return usage('', 0);
  const [runs, seed, workers] = [values.runs, values.seed, values.workers ?? availableParallelism()].map(Number);
  const relays = values.relays.split(',');
  const unknown = relays.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) return usage(`--relays: no relay is called ${unknown.join(', ')}.`);
  if (runs === undefined || !(runs >= 1)) return usage(`--runs: ${values.runs} is no number of runs.`);
  if (seed === undefined || !Number.isInteger(seed)) return usage(`--seed: ${values.seed} is no whole number.`);
  if (workers === undefined || !(workers >= 1)) return usage(`--workers: ${values.workers ?? ''} is no number.`);

  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const blocks = planSoak(runs, relays, seededRandom(seed));
  const planned = blocks.flat().reduce((sum, { condition }) => sum + condition.runsAtOnce, 0);
  const started: SoakedRelay[] = [];
  try {
    const lanes: SoakedRelay[][] = [];
    for (let lane = 0; lane < workers; lane += 1) lanes.push(await startAll(relays, started));
    const tell = (run: SoakRun): void => console.log(liveLine(run, planned));
    const start = performance.now();
    const done = await soak(blocks, lanes, { reports: REPORTS, tell });
    const minutes = (performance.now() - start) / 60_000;
    return conclude(done, { relays, seed, minutes });
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
}

function usage(problem: string, exitCode = 2): number {
  console.log(problem === '' ? USAGE : `${problem}\n${USAGE}`);
  return exitCode;
}

async function startAll(names: string[], started: SoakedRelay[]): Promise<SoakedRelay[]> {
  const relays: SoakedRelay[] = [];
  for (const name of names) {
    const relay = await startSoakedRelay(name, console.log);
    relays.push(relay);
    started.push(relay);
  }
  return relays;
}

function conclude(
  runs: SoakRun[],
  { relays, seed, minutes }: { relays: string[]; seed: number; minutes: number },
): number {
  const rows = tabulate(
    runs,
    relays,
    CONDITIONS.map(({ name }) => name),
  );
  const red = runs.filter((run) => run.red.length > 0);
  const sum = `${runs.length} runs in ${minutes.toFixed(1)} minutes with seed ${seed}: ${red.length} red`;
  console.log(`\n${asText(rows)}\n\n${sum}`);
  for (const run of red) console.log(liveLine(run, runs.length));
  writeFileSync(NUMBERS, `${JSON.stringify({ seed, minutes, rows, runs }, null, 1)}\n`);
  if (runs.length >= WHOLE && relays.length === NAMES.length)
    replaceSection(DOCUMENT, 'soak', `${HEAD}\n${sum}.\n\n${asMarkdown(rows)}\n`);
  return red.length === 0 ? 0 : 1;
}

const HEAD = `## Soak: no false alarm

Written by \`npm run soak\`: prod-canary, as it is run after a deploy, against relays that are healthy. The conditions:

${CONDITIONS.map(({ name, about }) => `- ${name}: ${about}`).join('\n')}
`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true ? 2 : 1;
}
