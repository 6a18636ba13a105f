import type { Outcome } from '../run/results.ts';
import { SIGNS, type Matrix } from './matrix.ts';

const COLOURS: Record<Outcome, string> = {
  green: '#2e9e5b',
  warned: '#e8b21e',
  known: '#b5443c',
  'not applicable': '#d5d8dc',
  'did not run': '#7f8790',
  red: '#ff1f0f',
};

const CELL = 14;
const LEFT = 330;
const TOP = 150;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The matrix as an SVG: a line for each requirement, a column for each relay; the reason shows under the pointer. */
export function asPicture({ relays, rows }: Matrix): string {
  const width = LEFT + relays.length * (CELL + 4) + 160;
  const height = TOP + rows.length * CELL + 60;
  const heads = relays.map(({ name }, column) => {
    const x = LEFT + column * (CELL + 4) + CELL / 2;
    return `<text x="${x}" y="${TOP - 8}" transform="rotate(-45 ${x} ${TOP - 8})">${escape(name)}</text>`;
  });
  const lines = rows.map(({ requirement, level, cells }, row) => {
    const y = TOP + row * CELL;
    const squares = cells.map((cell, column) => {
      const x = LEFT + column * (CELL + 4);
      const title = `${relays[column]?.name ?? ''}: ${cell?.outcome ?? 'not asked'}${cell?.reason ? `: ${cell.reason}` : ''}`;
      const colour = cell ? COLOURS[cell.outcome] : 'none';
      return `<rect x="${x}" y="${y}" width="${CELL}" height="${CELL - 2}" fill="${colour}"><title>${escape(title.slice(0, 400))}</title></rect>`;
    });
    const label = `<text x="${LEFT - 8}" y="${y + CELL - 4}" text-anchor="end">${escape(requirement)} ${level === 'SHOULD' ? '(should)' : ''}</text>`;
    return label + squares.join('');
  });
  const legend = (Object.keys(SIGNS) as Outcome[]).map((outcome, index) => {
    const [x, y] = [20 + index * 120, TOP + rows.length * CELL + 24];
    return `<rect x="${x}" y="${y}" width="${CELL}" height="${CELL - 2}" fill="${COLOURS[outcome]}"/><text x="${x + 20}" y="${y + 10}">${outcome}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.max(width, 760)}" height="${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${[...heads, ...lines, ...legend].join('\n')}
</svg>
`;
}
