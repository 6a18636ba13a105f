import { splitIn, type Measured } from './measure.ts';
import type { Topology } from './topology.ts';

const CELL = 26;
const LEFT = 210;
const TOP = 96;

const COLOURS = { split: '#b5443c', one: '#2e9e5b', 'not asked': '#d5d8dc' };

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Topologies by what is split in them, as an SVG. A square has a frame where a split is meant; a number where probes differ. */
export function asPicture(measured: Measured[]): string {
  const topologies = [...new Set(measured.map(({ topology }) => topology))];
  const aspects = [
    ...new Set(measured.flatMap(({ probes }) => probes.flatMap(({ findings }) => Object.keys(findings)))),
  ];
  const heads = aspects.map((aspect, column) => {
    const x = LEFT + column * (CELL + 6) + CELL / 2;
    return `<text x="${x}" y="${TOP - 10}" transform="rotate(-45 ${x} ${TOP - 10})">${escape(aspect)}</text>`;
  });
  const rows = topologies.map((topology, row) => {
    const y = TOP + row * (CELL + 4);
    const label = `<text x="${LEFT - 10}" y="${y + CELL / 2 + 4}" text-anchor="end">${escape(topology.name)}<title>${escape(topology.title)}</title></text>`;
    const cells = aspects.map((aspect, column) =>
      cellOf({ topology, aspect, measured, x: LEFT + column * (CELL + 6), y }),
    );
    return label + cells.join('');
  });
  const bottom = TOP + topologies.length * (CELL + 4) + 20;
  const legend = [
    ...Object.entries(COLOURS).map(([word, colour], index) => ({ word, colour, index, frame: 'none' })),
    { word: 'split, and meant to be', colour: COLOURS.split, index: 3, frame: 'black' },
  ].map(
    ({ word, colour, index, frame }) =>
      `<rect x="${20 + index * 95}" y="${bottom}" width="14" height="14" fill="${colour}" stroke="${frame}" stroke-width="2"/>` +
      `<text x="${40 + index * 95}" y="${bottom + 11}">${word}</text>`,
  );
  const width = Math.max(LEFT + aspects.length * (CELL + 6) + 60, 500);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + 34}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
${[...heads, ...rows, ...legend].join('\n')}
</svg>
`;
}

interface Cell {
  topology: Topology;
  aspect: string;
  measured: Measured[];
  x: number;
  y: number;
}

function cellOf({ topology, aspect, measured, x, y }: Cell): string {
  const probes = measured.filter((each) => each.topology === topology).flatMap((each) => each.probes);
  const asked = probes.filter(({ findings }) => aspect in findings);
  if (asked.length === 0) return '';
  const split = asked.filter((probed) => splitIn(probed).includes(aspect)).length;
  const isOne = asked.some(({ findings }) => findings[aspect]?.outcome === 'one');
  const colour = split > 0 ? COLOURS.split : isOne ? COLOURS.one : COLOURS['not asked'];
  const frame = topology.isSplit.includes(aspect) ? 'black' : 'none';
  const title = `${topology.name}, ${aspect}: called split by ${split} of ${asked.length} probes`;
  const number =
    split > 0 && split < asked.length
      ? `<text x="${x + 4}" y="${y + 17}" font-size="9" fill="white">${split}/${asked.length}</text>`
      : '';
  return `<rect x="${x}" y="${y}" width="${CELL}" height="${CELL}" fill="${colour}" stroke="${frame}" stroke-width="2"><title>${escape(title)}</title></rect>${number}`;
}
