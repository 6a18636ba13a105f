import type { Entry } from './journal.ts';
import type { DrillRun, SessionRecord } from './record.ts';
import { aligned, asDrift, asPlanted, asSpread, asTable, inCell } from './table.ts';

/** The session document: what was broken, what was seen, and what is to be done; the five columns come from the journal. */
export function asDocument(
  { session, startedAt, machine, runs, missing, isPlanted }: SessionRecord,
  earlier: { session: string; runs: DrillRun[] }[],
): string {
  const spread = asSpread(runs);
  return [
    `# Game day ${session}${isPlanted ? ', with planted defects' : ''}`,
    `Began ${startedAt}. ${machine}`,
    asTable(runs),
    ...missing.map((name) => `**${name} left no record**: whoever played it ended before it was judged.`),
    ...(isPlanted ? ['## Planted', asPlanted(runs)] : []),
    ...(spread === '' ? [] : ['## Repeated', spread]),
    ...(isPlanted ? [] : ['## Against the last session', drift(runs, earlier)]),
    ...runs.map(ofDrill),
    '## To be done',
    gapsIn(runs),
  ]
    .join('\n\n')
    .concat('\n');
}

function drift(runs: DrillRun[], earlier: { session: string; runs: DrillRun[] }[]): string {
  const compared = earlier.filter((before) =>
    before.runs.some((was) => runs.some((is) => is.result.id === was.result.id)),
  );
  if (compared.length === 0) return 'There is none with these drills.';
  const lines = compared.flatMap((before) => asDrift(runs, before.runs).map((line) => `- ${line} (${before.session})`));
  return lines.length === 0 ? `As on ${compared.map((before) => before.session).join(', ')}.` : lines.join('\n');
}

function ofDrill({ name, result, run, runbook, hypothesis, entries, planted, evidence }: DrillRun): string {
  const findings = result.findings.map(({ oracle, outcome, words }) => `- **${outcome}** ${oracle}: ${words}`);
  const files = ['run.json', ...evidence].map((file) => `[${file}](${name}/${file})`);
  return [
    `## ${result.id} ${result.title}${run > 1 ? `, run ${run}` : ''}: ${result.verdict}`,
    ...(planted ? [`Planted: ${planted.defect}. To be red: ${planted.red}.`] : []),
    `Hypothesis: ${hypothesis}`,
    `![Timeline of ${result.id}](${name}/timeline.svg)`,
    aligned([COLUMNS, ...entries.flatMap((entry) => rowOf(entry, runbook))]),
    findings.join('\n'),
    `Evidence: ${files.join(', ')}`,
  ].join('\n\n');
}

const COLUMNS = ['timestamp', 'action', 'observation', 'runbook used', 'gap discovered'];

/** A row of the session table; phases and verdicts are told elsewhere. */
function rowOf({ at, ms, kind, words }: Entry, runbook: string): string[][] {
  const time = `${at.slice(11, 23)} (${(ms / 1000).toFixed(1)} s)`;
  const text = inCell(words);
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
