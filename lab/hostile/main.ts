import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { replaceSection } from '../proof/section.ts';
import { holdSessions } from './hold-sessions.ts';
import { describePlan, planSession } from './plan.ts';
import { asLine, asMarkdown, asText } from './report.ts';
import { holdSamples } from './sample.ts';
import type { Session } from './session.ts';

const REPORT = 'reports/hostile.json';
const DOCUMENT = 'docs/detection.md';

const USAGE = `Usage: npm run hostile -- [--sessions=1000] [--from=1] [--samples=30] [--workers=N] [--write]
       npm run hostile -- --seed=N [--real]
Lets the canary visit hostile relays: one session for each seed, from --from on. The samples are run with the real
command. --seed repeats one session, with its plan and all verdicts; --real with the real command.
Writes ${REPORT}; with --write also the section of ${DOCUMENT}.
Exit code: 0 each session ended in time, in bounded memory, with no wrong green; 1 not so; 2 usage.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ sessions: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
      ...{ samples: { type: 'string', default: '30' }, seed: { type: 'string' }, real: { type: 'boolean' } },
      ...{ workers: { type: 'string', default: String(availableParallelism() * 2) } },
      ...{ write: { type: 'boolean', default: false }, help: { type: 'boolean' } },
    },
  });
  const [sessions, from, samples, workers] = [values.sessions, values.from, values.samples, values.workers].map(Number);
  const seed = Number(values.seed ?? from);
  const numbers = [sessions, from, samples, workers, seed];
  if (values.help === true || !isNumbers(numbers) || !(Number(workers) >= 1)) {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  if (values.seed !== undefined) return repeat(seed, values.real === true);
  return holdAll(numbers as [number, number, number, number], values.write);
}

const isNumbers = (values: (number | undefined)[]): boolean =>
  values.every((value) => Number.isInteger(value) && Number(value) >= 0);

async function repeat(seed: number, isReal: boolean): Promise<number> {
  console.log(describePlan(planSession(seed)));
  const [session] = isReal ? await holdSamples([seed], () => undefined) : await holdSessions([seed], 1);
  if (!session) return 1;
  for (const [requirement, outcome] of Object.entries(session.verdicts)) console.log(`  ${outcome}: ${requirement}`);
  console.log(asLine(session, ''));
  return session.problems.length === 0 ? 0 : 1;
}

async function holdAll(
  [count, from, sampled, workers]: [number, number, number, number],
  write: boolean,
): Promise<number> {
  const start = performance.now();
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  const sessions = await holdSessions(seeds, workers, liveLine(count));
  const seconds = (performance.now() - start) / 1000;
  const step = Math.max(1, Math.floor(count / Math.max(1, sampled)));
  const samples = await holdSamples(
    seeds
      .filter((_, index) => index % step === 0)
      .slice(0, sampled)
      .map((seed, index) => seed - (seed % 2) + (index % 2)),
    liveLine(sampled),
  );
  const wrong = [...sessions, ...samples].filter(({ problems }) => problems.length > 0);
  mkdirSync('reports', { recursive: true });
  const failed = wrong.map(({ seed }) => seed);
  writeFileSync(REPORT, `${JSON.stringify({ seconds, failed, sessions, samples }, null, 1)}\n`);
  if (write) replaceSection(DOCUMENT, 'hostile', asMarkdown(sessions, samples, seconds));
  const untouched = sessions.filter(({ struck }) => struck.every((times) => times === 0)).length;
  console.log(`\n${asText(sessions)}\n
${sessions.length} sessions in ${seconds.toFixed(0)} s, ${untouched} in which no attack was triggered; ${samples.length} with the real command.
${wrong.length === 0 ? 'No wrong green, none too late, none too large.' : `WRONG: seeds ${failed.join(', ')}`}`);
  return wrong.length === 0 ? 0 : 1;
}

/** Prints what is wrong at once, and how far it has come. */
function liveLine(total: number): (session: Session) => void {
  let done = 0;
  return (session) => {
    done += 1;
    if (session.problems.length > 0 || done % 20 === 0 || done === total)
      console.log(asLine(session, `${done}/${total}`));
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true ? 2 : 1;
}
