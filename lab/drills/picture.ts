import type { Entry } from './journal.ts';
import type { DrillRun } from './record.ts';
import type { Shape } from './shape.ts';

const [LEFT, WIDTH, ROW, TOP, LANE] = [20, 900, 18, 54, 44];
const COLOUR: Record<Entry['kind'], string> = {
  phase: '#90a4ae',
  action: '#c62828',
  observation: '#1565c0',
  gap: '#ef6c00',
  finding: '#2e7d32',
  undo: '#6a1b9a',
  verdict: '#2e7d32',
};
const BAR = { acknowledged: '#66bb6a', ambiguous: '#ffb300', failed: '#e53935' } as const;
const HEALTH = { good: '#a5d6a7', bad: '#e53935' };

type X = (ms: number) => number;

/**
 * The timeline of a drill: how many deeds of clients came to which end in each quarter of a second, what health said, and below what was done
 * and what was seen, when. The red stretch of the axis lasts from the fault until users are served.
 */
export function asPicture({ result, entries, shape }: Pick<DrillRun, 'result' | 'entries' | 'shape'>): string {
  const shown = entries.filter(({ kind }) => kind !== 'finding' && kind !== 'verdict');
  const lastMs = Math.max(1, ...shown.map(({ ms }) => ms), shape ? endOf(shape) : 0);
  const x: X = (ms) => Math.round((LEFT + (ms / lastMs) * (WIDTH - 2 * LEFT)) * 10) / 10;
  const lanes = shape ? lanesOf(shape, x) : [];
  const axisY = TOP - 20 + lanes.length * LANE;
  const height = axisY + 20 + shown.length * ROW + 12;
  const fault = shown.find(({ kind }) => kind === 'action');
  const { recoveredMs } = result.figures;
  const outage =
    fault && recoveredMs !== undefined
      ? `<rect x="${x(fault.ms)}" y="${axisY - 4}" width="${Math.max(1, x(fault.ms + recoveredMs) - x(fault.ms))}" height="8" fill="#ef9a9a"/>`
      : '';
  const rows = shown.map((entry, index) => row(entry, { x, axisY, y: axisY + 20 + index * ROW }));
  const title = `<text x="${LEFT}" y="18" font-weight="bold">${escape(`${result.id} ${result.title}: ${result.verdict}`)}</text>`;
  const axis = `<line x1="${LEFT}" y1="${axisY}" x2="${WIDTH - LEFT}" y2="${axisY}" stroke="#444"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>${title}${lanes.join('')}${outage}${axis}${rows.join('')}</svg>\n`;
}

function row({ ms, kind, words }: Entry, { x, y, axisY }: { x: X; y: number; axisY: number }): string {
  const isLate = x(ms) > WIDTH / 2;
  const text = `${(ms / 1000).toFixed(1)} s ${words.slice(0, 90)}`;
  return (
    `<line x1="${x(ms)}" y1="${axisY}" x2="${x(ms)}" y2="${y}" stroke="${COLOUR[kind]}" stroke-width="0.5"/>` +
    `<circle cx="${x(ms)}" cy="${y}" r="3" fill="${COLOUR[kind]}"/>` +
    `<text x="${x(ms) + (isLate ? -6 : 6)}" y="${y + 4}" text-anchor="${isLate ? 'end' : 'start'}">${escape(text)}</text>`
  );
}

const endOf = ({ fromMs, stepMs, deeds }: Shape): number =>
  fromMs + stepMs * Math.max(0, ...Object.values(deeds).map(({ acknowledged }) => acknowledged.length));

/** Health as a band, then a lane of bars for each kind of deed, as high as its busiest step. */
function lanesOf({ fromMs, stepMs, deeds, health }: Shape, x: X): string[] {
  const band = health.map(({ fromMs: from, untilMs, isGood }) => {
    const colour = isGood ? HEALTH.good : HEALTH.bad;
    return `<rect x="${x(from)}" y="${TOP - 8}" width="${Math.max(1, x(untilMs) - x(from))}" height="10" fill="${colour}"/>`;
  });
  const healthLane = band.length > 0 ? [`${lane(0, 'health: green 200, red all else')}${band.join('')}`] : [];
  const width = Math.max(0.5, x(stepMs) - x(0) - 0.3);
  const bars = Object.entries(deeds).map(([op, counts], index) => {
    const totals = counts.acknowledged.map(
      (acknowledged, step) => acknowledged + (counts.ambiguous[step] ?? 0) + (counts.failed[step] ?? 0),
    );
    const most = Math.max(1, ...totals);
    const top = TOP - 8 + (index + healthLane.length) * LANE;
    const scale = (LANE - 18) / most;
    const drawn = totals.flatMap((_, step) => {
      let y = top + LANE - 18;
      return (['acknowledged', 'ambiguous', 'failed'] as const).flatMap((outcome) => {
        const tall = Math.round((counts[outcome][step] ?? 0) * scale * 10) / 10;
        if (tall === 0) return [];
        y -= tall;
        return [
          `<rect x="${x(fromMs + step * stepMs)}" y="${y}" width="${width}" height="${tall}" fill="${BAR[outcome]}"/>`,
        ];
      });
    });
    const words = `${op}: green acknowledged, yellow ambiguous, red failed; up to ${most} in ${stepMs} ms`;
    return `${lane(index + healthLane.length, words)}${drawn.join('')}`;
  });
  return [...healthLane, ...bars];
}

const lane = (index: number, words: string): string =>
  `<text x="${LEFT}" y="${TOP - 12 + index * LANE}" fill="#555">${escape(words)}</text>`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
