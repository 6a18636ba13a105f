import type { Entry } from './journal.ts';
import type { DrillRun, SessionRecord } from './record.ts';
import { aligned, asDrift, asSpread, asTable } from './table.ts';

/** The session document: what was broken, what was seen, and what is to be done; the five columns come from the journal. */
export function asDocument(
  { session, startedAt, machine, runs }: SessionRecord,
  earlier: SessionRecord | undefined,
): string {
  const spread = asSpread(runs);
  const drift = earlier ? asDrift(runs, earlier.runs) : [];
  return [
    `# Game day ${session}`,
    `Began ${startedAt}. ${machine}`,
    asTable(runs),
    ...(spread === '' ? [] : ['## Repeated', spread]),
    `## Against the last session`,
    earlier === undefined
      ? 'There is none.'
      : drift.length === 0
        ? `As on ${earlier.session}.`
        : drift.map((line) => `- ${line}`).join('\n'),
    ...runs.map(ofDrill),
    '## To be done',
    gapsIn(runs),
  ]
    .join('\n\n')
    .concat('\n');
}

function ofDrill({ result, run, runbook, hypothesis, entries }: DrillRun): string {
  const findings = result.findings.map(({ oracle, outcome, words }) => `- **${outcome}** ${oracle}: ${words}`);
  return [
    `## ${result.id} ${result.title}${run > 1 ? `, run ${run}` : ''}: ${result.verdict}`,
    `Hypothesis: ${hypothesis}`,
    `![Timeline of ${result.id}](${result.id}-${run}.svg)`,
    aligned([COLUMNS, ...entries.flatMap((entry) => rowOf(entry, runbook))]),
    findings.join('\n'),
  ].join('\n\n');
}

const COLUMNS = ['timestamp', 'action', 'observation', 'runbook used', 'gap discovered'];

/** A row of the session table; phases and verdicts are told elsewhere. */
function rowOf({ at, ms, kind, words }: Entry, runbook: string): string[][] {
  const time = `${at.slice(11, 23)} (${(ms / 1000).toFixed(1)} s)`;
  const text = words.replaceAll('|', '\\|').replaceAll('\n', ' ');
  switch (kind) {
    case 'action':
    case 'undo':
      return [[time, text, '', runbook, '']];
    case 'observation':
      return [[time, '', text, '', '']];
    case 'gap':
      return [[time, '', '', '', text]];
    default:
      return [];
  }
}

/** What an owner has to be found for. */
function gapsIn(runs: DrillRun[]): string {
  const gaps = runs.flatMap(({ result, entries }) => [
    ...entries.filter(({ kind }) => kind === 'gap').map(({ words }) => `- [ ] ${result.id}: ${words} (owner: , by: )`),
    ...result.findings
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ oracle, words }) => `- [ ] ${result.id}: ${oracle}: ${words} (owner: , by: )`),
  ]);
  return gaps.length === 0 ? 'Nothing was found.' : gaps.join('\n');
}
