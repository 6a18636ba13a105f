import type { Figures } from './drill.ts';
import type { DrillRun } from './record.ts';
import { seenIn, verdictOf } from './verdict.ts';

/** Seconds with one decimal; a dash where there is nothing. */
export const seconds = (ms: number | undefined): string => (ms === undefined ? '–' : `${(ms / 1000).toFixed(1)} s`);

const count = (value: number | undefined): string => (value === undefined ? '–' : String(value));

type Column = [name: string, of: (run: DrillRun) => string];

const COLUMNS: Column[] = [
  ['drill', ({ result: { id, title } }) => `${id} ${title}`],
  ['verdict', ({ result: { verdict } }) => verdict],
  ['detected in', ({ result }) => seconds(result.figures.detectedMs)],
  ['recovered in', ({ result }) => seconds(result.figures.recoveredMs)],
  ['worst gap', ({ result }) => seconds(result.figures.worstGapMs)],
  ['lost', ({ result }) => count(result.figures.lost)],
  ['ambiguous', ({ result }) => count(result.figures.ambiguous)],
  ['alerts', ({ result }) => count(result.figures.alerts)],
  ['took', ({ result }) => seconds(result.durationMs)],
];

/** One row for each run of a drill. */
export const asTable = (runs: DrillRun[]): string =>
  aligned([COLUMNS.map(([name]) => name), ...runs.map((run) => COLUMNS.map(([, of]) => of(run)))]);

const SPREAD: [name: string, figure: keyof Figures][] = [
  ['detected in', 'detectedMs'],
  ['recovered in', 'recoveredMs'],
  ['worst gap', 'worstGapMs'],
];

/** Minimum, median and maximum of what was repeated; empty where nothing was. */
export function asSpread(runs: DrillRun[]): string {
  const rows = [...new Set(runs.map(weakened))].flatMap((key) => {
    const ofDrill = runs.filter((run) => weakened(run) === key);
    if (ofDrill.length < 2) return [];
    const id = ofDrill[0]?.result.id ?? '';
    return SPREAD.flatMap(([name, figure]) => {
      const values = valuesOf(ofDrill, figure);
      if (values.length === 0) return [];
      return [[id, name, String(values.length), seconds(values[0]), seconds(median(values)), seconds(values.at(-1))]];
    });
  });
  return rows.length === 0 ? '' : aligned([['drill', 'what', 'runs', 'min', 'median', 'max'], ...rows]);
}

/** A drill with a planted defect is another drill. */
const weakened = ({ result, planted }: DrillRun): string => `${result.id} ${planted?.defect ?? ''}`;

const idsIn = (runs: DrillRun[]): string[] => [...new Set(runs.map(({ result }) => result.id))];

/** Smallest first. */
const valuesOf = (runs: DrillRun[], figure: keyof Figures): number[] =>
  runs.flatMap(({ result }) => result.figures[figure] ?? []).sort((one, other) => one - other);

/** The lower of two in the middle. */
const median = (sorted: number[]): number | undefined => sorted[Math.floor((sorted.length - 1) / 2)];

/** What changed against earlier runs by more than a quarter and a second, or in verdict or losses. Of repeated drills: the median, the worst. */
export function asDrift(runs: DrillRun[], earlier: DrillRun[]): string[] {
  return idsIn(runs).flatMap((id) => {
    const [is, was] = [runs, earlier].map((all) => all.filter(({ result }) => result.id === id)) as [Runs, Runs];
    if (was.length === 0) return [];
    const slower = SPREAD.flatMap(([name, figure]) => {
      const [before, now] = [median(valuesOf(was, figure)), median(valuesOf(is, figure))];
      if (before === undefined || now === undefined) return [];
      if (Math.abs(now - before) < 1000 || Math.abs(now - before) < before / 4) return [];
      return [`${id}: ${name} ${seconds(before)} → ${seconds(now)}`];
    });
    const told = (name: string, before: string, now: string): string[] =>
      before === now ? [] : [`${id}: ${name}${before} → ${now}`];
    const lost = (some: Runs): string => count(valuesOf(some, 'lost').at(-1));
    return [...told('', worst(was), worst(is)), ...told('lost ', lost(was), lost(is)), ...slower];
  });
}

type Runs = DrillRun[];

const worst = (runs: Runs): string => verdictOf(runs.map(({ result }) => ({ outcome: result.verdict })));

/** A row for each planted defect: which oracle had to see it, whether it did, and its words. */
export const asPlanted = (runs: DrillRun[]): string =>
  aligned([
    ['drill', 'defect', 'oracle', 'seen', 'its words'],
    ...runs.flatMap((run) => {
      if (!run.planted) return [];
      const { defect, red } = run.planted;
      const said = run.result.findings.find(({ oracle }) => oracle === red) ?? run.result.findings[0];
      const isSeen = seenIn(run) !== undefined;
      return [[run.result.id, defect, red, isSeen ? 'yes, red' : 'NO', inCell(said?.words ?? '')]];
    }),
  ]);

/** Words of others in one cell of a table. */
export const inCell = (words: string): string => words.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table of Markdown with aligned columns, to be read as it is too. */
export function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
