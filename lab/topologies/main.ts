import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { replaceSection } from '../proof/section.ts';
import { TOPOLOGIES } from './all.ts';
import { isAsMeant, measure, notRunIn, splitIn, type Measured } from './measure.ts';
import { asPicture } from './picture.ts';
import { asTable, balancerOf, inSeconds, listed } from './table.ts';
import type { Probed } from './topology.ts';

const DOCUMENT = 'docs/split-brain.md';
const PICTURE = 'docs/split-brain.svg';
const WRONG_TIMES = 3;
const NAMES = TOPOLOGIES.map(({ name }) => name);
const LONGEST_NAME = Math.max(...NAMES.map((name) => name.length));

const USAGE = `Usage: npm run topologies -- [--runs=N] [--only=NAME,NAME] [--quick] [--write]
Starts instances behind HAProxy, right ones and wrong ones, and probes each for a split brain: with strict turns and by chance,
with a sticky cookie and without. Right ones are probed N times in a row (default 1), wrong ones ${WRONG_TIMES} times; with
--quick each once, with strict turns and no cookie. Needs HAProxy (Debian: haproxy). With --write the table goes to
${DOCUMENT}, and a picture to ${PICTURE}.
${TOPOLOGIES.map(({ name, title }) => `  ${name.padEnd(LONGEST_NAME)} ${title}`).join('\n')}
Exit code: 0 every probe said exactly what is split; 1 not so; 2 usage; 130 interrupted.`;

interface Options {
  runs: number;
  names: string[];
  isQuick: boolean;
  write: boolean;
}

/** Reads the command line; throws an error that names the option that is wrong. */
function readOptions(): Options | 'help' {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (!/^[1-9]\d{0,3}$/.test(values.runs)) throw usage(`--runs: "${values.runs}" is not a number from 1 to 9999`);
  const names = values.only?.split(',') ?? NAMES;
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw usage(`--only: no topology is called "${unknown}"`);
  return { runs: Number(values.runs), names, isQuick: values.quick, write: values.write };
}

const usage = (problem: string): Error => Object.assign(new Error(`${problem}\n\n${USAGE}`), { isUsage: true });

/** A line for a probe; what differs is told with the probe's own words. */
function tell(measured: Measured, probed: Probed): void {
  const { topology, probes } = measured;
  const { connections, seen, durationMs, findings } = probed;
  const asMeant = isAsMeant(topology, probed);
  console.log(
    `${topology.name.padEnd(LONGEST_NAME)} ${balancerOf(measured).padEnd(17)} ${String(probes.length).padStart(3)}  ` +
      `${inSeconds(durationMs).padStart(4)} s  split: ${listed(splitIn(probed))}; ${connections} connections, ` +
      `${seen.instances} ${seen.instances === 1 ? 'instance' : 'instances'} seen${seen.by.map((by) => `, ${by}`).join('')}  ` +
      (asMeant ? 'as meant' : `NOT as meant: ${listed(topology.isSplit)}`),
  );
  if (asMeant) return;
  for (const aspect of [...splitIn(probed), ...notRunIn(probed)]) console.log(`  ${aspect}: ${why(findings[aspect])}`);
}

function why(finding: Probed['findings'][string] | undefined): string {
  if (finding?.outcome === 'split') return finding.words.join('\n    ');
  return finding?.outcome === 'not asked' ? `not asked: ${finding.because}` : '';
}

async function main(signal: AbortSignal): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const { runs, names, isQuick, write } = options;
  const times = { right: runs, wrong: isQuick ? 1 : WRONG_TIMES };
  const beginsAt = performance.now();
  const all: Measured[] = [];
  for (const topology of TOPOLOGIES.filter(({ name }) => names.includes(name)))
    all.push(...(await measure(topology, { times, isQuick, tell, signal })));
  const machine =
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}: ` +
    `${all.flatMap(({ probes }) => probes).length} probes in ${Math.round((performance.now() - beginsAt) / 1000)} s; ` +
    `to start a topology took ${inSeconds(Math.max(...all.map(({ startedInMs }) => startedInMs)))} s at most`;
  console.log(`\n${asTable(all)}\n\n${machine}`);
  if (write) {
    replaceSection(DOCUMENT, 'topologies', `${machine}.\n\n${asTable(all)}`);
    writeFileSync(PICTURE, asPicture(all));
  }
  return all.every(({ topology, probes }) => probes.every((each) => isAsMeant(topology, each))) ? 0 : 1;
}

const interrupt = new AbortController();
const onSignal = (): void => interrupt.abort();
process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
try {
  process.exitCode = await main(interrupt.signal);
} catch (error) {
  const { message, code, isUsage } = error as Error & { code?: unknown; isUsage?: true };
  console.error(interrupt.signal.aborted ? 'Interrupted: everything that was started is stopped.' : message);
  const isWrongCall = isUsage === true || String(code).startsWith('ERR_PARSE_ARGS');
  process.exitCode = interrupt.signal.aborted ? 130 : isWrongCall ? 2 : 1;
}
