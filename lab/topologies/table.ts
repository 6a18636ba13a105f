import { isAsMeant, splitIn, type Measured } from './measure.ts';
import type { Probed } from './topology.ts';

export const listed = (aspects: string[]): string => (aspects.length === 0 ? 'nothing' : aspects.join(', '));

export const inSeconds = (ms: number): string => (ms / 1000).toFixed(2);

/** The balancer of a row, in a few words. */
export const balancerOf = ({ balance, isSticky }: Measured): string =>
  `${balance === 'random' ? 'by chance' : 'in turns'}${isSticky ? ', cookie' : ''}`;

/** What tells instances apart, without numbers, which differ from probe to probe. */
const tellers = ({ probes }: Measured): string[] => [
  ...new Set(
    probes.flatMap(({ seen }) => seen.by.map((by) => by.replace(/ (has|is|went back) .*/, '').replace(/^the /, ''))),
  ),
];

const distinct = (values: string[]): string => [...new Set(values)].join(' or ');

/** The chance of having met both of two instances, if each connection is dealt out by chance. */
const chance = ({ chances }: Probed): string => {
  const ofTwo = chances.find(({ instances }) => instances === 2)?.chance;
  return ofTwo === undefined ? '–' : `${(ofTwo * 100).toFixed(2)} %`;
};

function range(values: number[]): string {
  const [least, most] = [inSeconds(Math.min(...values)), inSeconds(Math.max(...values))];
  return least === most ? least : `${least}–${most}`;
}

const COLUMNS: [head: string, cell: (measured: Measured) => string][] = [
  ['topology', ({ topology }) => topology.name],
  ['balancer', balancerOf],
  ['is split', ({ topology }) => listed(topology.isSplit)],
  ['the probe says', ({ probes }) => distinct(probes.map((each) => listed(splitIn(each))))],
  ['connections', ({ probes }) => distinct(probes.map(({ connections }) => String(connections)))],
  ['chance', ({ probes }) => distinct(probes.map(chance))],
  ['instances seen', ({ probes }) => distinct(probes.map(({ seen }) => String(seen.instances)).sort())],
  ['by', (measured) => tellers(measured).join(', ') || '–'],
  ['seconds', ({ probes }) => range(probes.map(({ durationMs }) => durationMs))],
  [
    'as meant',
    ({ topology, probes }) => `${probes.filter((each) => isAsMeant(topology, each)).length} of ${probes.length}`,
  ],
];

/** A line for each topology and balancer, as Markdown that can be read in a terminal too. */
export function asTable(measured: Measured[]): string {
  const rows = measured.map((each) => COLUMNS.map(([, cell]) => cell(each)));
  const widths = COLUMNS.map(([head], index) => Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(COLUMNS.map(([head]) => head)), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  );
}
