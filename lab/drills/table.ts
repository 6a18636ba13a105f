import type { Figures } from './drill.ts';
import type { DrillRun } from './record.ts';

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
  const ids = [...new Set(runs.map(({ result }) => result.id))];
  const rows = ids.flatMap((id) => {
    const ofDrill = runs.filter(({ result }) => result.id === id);
    if (ofDrill.length < 2) return [];
    return SPREAD.flatMap(([name, figure]) => {
      const values = ofDrill.flatMap(({ result }) => result.figures[figure] ?? []).sort((one, other) => one - other);
      if (values.length === 0) return [];
      const middle = values[Math.floor((values.length - 1) / 2)];
      return [[id, name, String(values.length), seconds(values[0]), seconds(middle), seconds(values.at(-1))]];
    });
  });
  return rows.length === 0 ? '' : aligned([['drill', 'what', 'runs', 'min', 'median', 'max'], ...rows]);
}

/** What changed against an earlier session by more than a quarter and a second, or in verdict or losses. */
export function asDrift(runs: DrillRun[], earlier: DrillRun[]): string[] {
  return runs.flatMap(({ result }) => {
    const before = earlier.find((run) => run.result.id === result.id)?.result;
    if (!before) return [];
    const slower = SPREAD.flatMap(([name, figure]) => {
      const [was, is] = [before.figures[figure], result.figures[figure]];
      if (was === undefined || is === undefined || Math.abs(is - was) < 1000 || Math.abs(is - was) < was / 4) return [];
      return [`${result.id}: ${name} ${seconds(was)} → ${seconds(is)}`];
    });
    const lost =
      before.figures.lost === result.figures.lost
        ? []
        : [`${result.id}: lost ${count(before.figures.lost)} → ${count(result.figures.lost)}`];
    const verdict = before.verdict === result.verdict ? [] : [`${result.id}: ${before.verdict} → ${result.verdict}`];
    return [...verdict, ...lost, ...slower];
  });
}

/** A table of Markdown with aligned columns, to be read as it is too. */
export function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
