import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { replaceSection } from '../proof/section.ts';
import { unmet } from './judge.ts';
import { play } from './play.ts';
import { asTimeline, type Played } from './report.ts';
import { scenarioOf, SCENARIOS } from './scenario.ts';
import { asTable } from './table.ts';

const NUMBERS = 'reports/rollout.json';
const DOCUMENT = 'docs/rollout.md';
const NAMES = SCENARIOS.map(({ name }) => name);
const LONGEST_NAME = Math.max(...NAMES.map((name) => name.length));

const USAGE = `Usage: npm run rollout -- [--only=${NAMES[0] ?? ''}] [--write]
Plays deploys on this machine: HAProxy is pointed from one version of a relay, or of a streams API, to the next while members
post, or payers settle; the gate looks, and its verdict rolls back or does not. Needs HAProxy. Prints a timeline for each and
a table, and writes ${NUMBERS}; with --write also the timelines of ${DOCUMENT}.
${SCENARIOS.map(({ name, title }) => `  ${name.padEnd(LONGEST_NAME)} ${title}`).join('\n')}
Exit code: 0 every scenario was as expected; 1 not so; 2 usage; 130 interrupted.`;

async function main(signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true || (values.only !== undefined && !NAMES.includes(values.only))) {
    console.log(values.help === true ? USAGE : `--only: no scenario is called ${values.only ?? ''}.\n${USAGE}`);
    return values.help === true ? 0 : 2;
  }
  const machine = describeMachine();
  const all: Played[] = [];
  for (const scenario of values.only === undefined ? SCENARIOS : [scenarioOf(values.only)]) {
    const outcome = await play(scenario, signal);
    const played = { scenario, outcome, unmet: unmet(scenario, outcome) };
    all.push(played);
    console.log(`${asTimeline(played)}\n`);
    if (played.unmet.length > 0) console.log(outcome.output);
  }
  console.log(`${asTable(all)}\n${machine}`);
  mkdirSync('reports', { recursive: true });
  writeFileSync(NUMBERS, `${JSON.stringify({ machine, played: all.map(forFile) }, null, 1)}\n`);
  const text = `${all.map(asTimeline).join('\n\n')}\n\n${asTable(all)}`;
  if (values.write === true) replaceSection(DOCUMENT, 'timelines', `${machine}:\n\n\`\`\`text\n${text}\n\`\`\``);
  return all.every((each) => each.unmet.length === 0) ? 0 : 1;
}

/** The load tells whether the machine was idle when it began: the gate is a process that wants a core for itself. */
const describeMachine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}, ` +
  `load average of ${(loadavg()[0] ?? 0).toFixed(1)} at the start`;

/** The output of the gate is kept where something differs. */
const forFile = ({ scenario, outcome: { output, ...outcome }, unmet: differences }: Played): object => ({
  ...{ expected: scenario.expected, outcome, unmet: differences },
  ...(differences.length > 0 && { output }),
});

const interrupt = new AbortController();
const onSignal = (): void => interrupt.abort();
process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
try {
  process.exitCode = await main(interrupt.signal);
} catch (error) {
  console.error(
    interrupt.signal.aborted ? 'Interrupted: everything that was started is stopped.' : (error as Error).message,
  );
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  process.exitCode = interrupt.signal.aborted ? 130 : isUsage ? 2 : 1;
}
