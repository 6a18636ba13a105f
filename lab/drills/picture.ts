import type { Entry } from './journal.ts';
import type { DrillRun } from './record.ts';

const [LEFT, WIDTH, ROW, TOP] = [20, 900, 18, 54];
const COLOUR: Record<Entry['kind'], string> = {
  phase: '#90a4ae',
  action: '#c62828',
  observation: '#1565c0',
  gap: '#ef6c00',
  finding: '#2e7d32',
  undo: '#6a1b9a',
};

/** The timeline of a drill: what was done and what was seen, when. The grey bar is the worst gap, the red one until recovery. */
export function asPicture({ result, entries }: DrillRun): string {
  const shown = entries.filter(({ kind }) => kind !== 'finding');
  const lastMs = Math.max(1, ...shown.map(({ ms }) => ms));
  const x = (ms: number): number => LEFT + (ms / lastMs) * (WIDTH - 2 * LEFT);
  const height = TOP + shown.length * ROW + 12;
  const fault = shown.find(({ kind }) => kind === 'action');
  const { recoveredMs } = result.figures;
  const outage =
    fault && recoveredMs !== undefined
      ? `<rect x="${x(fault.ms)}" y="30" width="${Math.max(1, x(fault.ms + recoveredMs) - x(fault.ms))}" height="8" fill="#ef9a9a"/>`
      : '';
  const rows = shown.map(({ ms, kind, words }, index) => {
    const y = TOP + index * ROW;
    const isLate = x(ms) > WIDTH / 2;
    const text = `${(ms / 1000).toFixed(1)} s ${words.slice(0, 90)}`;
    return (
      `<line x1="${x(ms)}" y1="34" x2="${x(ms)}" y2="${y}" stroke="${COLOUR[kind]}" stroke-width="0.5"/>` +
      `<circle cx="${x(ms)}" cy="${y}" r="3" fill="${COLOUR[kind]}"/>` +
      `<text x="${x(ms) + (isLate ? -6 : 6)}" y="${y + 4}" text-anchor="${isLate ? 'end' : 'start'}">${escape(text)}</text>`
    );
  });
  const title = `<text x="${LEFT}" y="18" font-weight="bold">${escape(`${result.id} ${result.title}: ${result.verdict}`)}</text>`;
  const axis = `<line x1="${LEFT}" y1="34" x2="${WIDTH - LEFT}" y2="34" stroke="#444"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>${title}${outage}${axis}${rows.join('')}</svg>\n`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
