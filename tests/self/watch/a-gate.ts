import { writeFileSync } from 'node:fs';
import type { Scratch } from '../../../lab/infrastructure/scratch.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { realClock } from '../../../gate/watch/clock.ts';
import { makeGateRunner, type GateRunner } from '../../../gate/watch/run-gate.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';

/** Writes a program that stands for the gate: it may use `write(text)`, which leaves a verdict.json, and `own`, its id. */
export function writeGate(scratch: Scratch, body: string): string[] {
  const file = scratch.file('gate.mjs');
  writeFileSync(
    file,
    `import { writeFileSync, appendFileSync, existsSync } from 'node:fs';
    const write = (text) => writeFileSync(process.env.RELAY_CANARY_REPORTS + '/verdict.json', text);
    const args = process.argv.slice(2);
    ${body}`,
  );
  return [process.execPath, file];
}

/** The program that leaves a verdict, under a new id, and ends with a code. */
export const leaving = (verdict: Verdict, exitCode = verdict.exitCode): string =>
  `const verdict = ${JSON.stringify(verdict)};
  verdict.run.id = crypto.randomUUID();
  write(JSON.stringify(verdict));
  process.exitCode = ${exitCode};`;

/** What runs such a program. */
export function runnerOf(scratch: Scratch, command: string[], warned: string[] = []): GateRunner {
  return makeGateRunner({
    ...{ command, project: 'prod-canary', relay: 'wss://relay.example', state: scratch.file('state') },
    ...{ everyMs: 300_000, deadlineMs: 20_000, environment: cleanEnvironment(), clock: realClock },
    redact: (text) => text.replaceAll('a-secret', '[redacted]'),
    warn: (sentence) => warned.push(sentence),
  });
}
