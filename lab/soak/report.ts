import type { SoakRun } from './soak.ts';

/** What the runs of one relay under one condition were like. */
export interface Row {
  relay: string;
  condition: string;
  runs: number;
  red: number;
  medianSeconds: number;
  slowestSeconds: number;
}

/** Relay × condition, in the order in which they are given; what never came together is left out. */
export const tabulate = (runs: SoakRun[], relays: string[], conditions: string[]): Row[] =>
  relays.flatMap((relay) =>
    conditions.flatMap((condition) => {
      const here = runs.filter((run) => run.relay === relay && run.condition === condition);
      if (here.length === 0) return [];
      const seconds = here.map((run) => run.seconds).sort((one, other) => one - other);
      const red = here.filter((run) => run.red.length > 0).length;
      const middle = Math.floor(seconds.length / 2);
      return [
        {
          ...{ relay, condition, runs: here.length, red },
          medianSeconds: round(seconds[middle] ?? 0),
          slowestSeconds: round(seconds.at(-1) ?? 0),
        },
      ];
    }),
  );

const round = (seconds: number): number => Math.round(seconds * 100) / 100;

/** A line for whoever watches; the words of a red run stand under it. */
export function liveLine({ number, relay, condition, detail, seconds, red, kept }: SoakRun, of: number): string {
  const where = detail === '' ? condition : `${condition} (${detail})`;
  const verdict = red.length === 0 ? 'green' : `RED, kept in ${kept ?? ''}`;
  const head = `${String(number).padStart(3)}/${of} ${relay} · ${where} · ${verdict} · ${seconds.toFixed(1)} s`;
  const words = red.map((check) => `    ${check.requirement}: ${check.words.replaceAll('\n', '\n      ')}`);
  return [head, ...words].join('\n');
}

const HEADS = ['relay', 'condition', 'runs', 'red', 'median s', 'slowest s'];

const cellsOf = (row: Row): string[] => [
  ...[row.relay, row.condition, String(row.runs), String(row.red)],
  ...[row.medianSeconds.toFixed(1), row.slowestSeconds.toFixed(1)],
];

/** The table for a terminal. */
export function asText(rows: Row[]): string {
  const lines = [HEADS, ...rows.map(cellsOf)];
  const widths = HEADS.map((_head, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}

/** The table for a document. */
export const asMarkdown = (rows: Row[]): string =>
  [
    `| ${HEADS.join(' | ')} |`,
    '| --- | --- | --: | --: | --: | --: |',
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
  ].join('\n');
