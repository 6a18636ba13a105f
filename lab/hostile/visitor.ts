import { writeFileSync } from 'node:fs';
import { visitRelay } from '../../fixtures/canary/visit.ts';
import { readSettings } from '../../fixtures/config/settings.ts';
import { beImpatient } from '../../fixtures/people/person.ts';
import { loadJudge, type Verdicts } from './judge.ts';
import { forgetPeakMemory, peakMegabytes } from './memory.ts';

/** What the visitor's process is asked to do. */
export interface Errand {
  /** Settings of the target `prod`. */
  settings: Record<string, string>;
  /** Where the record of the visit is written. */
  record: string;
}

/** What it brings back. */
export interface Tidings {
  verdicts: Verdicts;
  problem: string | undefined;
  seconds: number;
  peakMegabytes: number;
  /** Exceptions that nobody caught. */
  uncaught: string[];
}

/** How long a step may take: the relay is on the same machine, so silence is no slowness. */
const IMPATIENT_MS = 800;
/** What a visit may have left behind, comes to light in this time. */
const AFTERMATH_MS = 30;

const uncaught: string[] = [];
const note = (error: unknown): void =>
  void uncaught.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on('unhandledRejection', note).on('uncaughtException', note);

beImpatient(IMPATIENT_MS);
const judge = await loadJudge();

async function run({ settings, record }: Errand): Promise<void> {
  forgetPeakMemory();
  const start = performance.now();
  const outcome = await visitRelay(readSettings('prod', settings));
  const seconds = (performance.now() - start) / 1000;
  writeFileSync(record, JSON.stringify(outcome));
  const verdicts = await judge(outcome);
  await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
  const { problem } = outcome;
  const tidings: Tidings = { verdicts, problem, seconds, peakMegabytes: peakMegabytes(), uncaught: uncaught.splice(0) };
  process.send?.(tidings);
}

process.on('message', (errand: Errand) => {
  run(errand).catch((error: unknown) => {
    process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error), () =>
      process.exit(3),
    );
  });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
