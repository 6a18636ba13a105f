// The strip of runs: one bar for each piece of the day, as tall and as coloured as its worst run.

const HEIGHTS = { pass: 0.42, unknown: 0.58, degraded: 0.75, fail: 1 };
const ORDER = ['pass', 'unknown', 'degraded', 'fail'];
const STRIP = 64;

/** The rows of each of `count` equal pieces of time before `now`. */
function piecesOf(rows, hours, now, count) {
  const pieces = Array.from({ length: count }, () => []);
  const start = now - hours * 3600000;
  for (const row of rows) {
    const index = Math.floor(((Date.parse(row.startedAt) - start) / (hours * 3600000)) * count);
    pieces[Math.min(Math.max(index, 0), count - 1)].push(row);
  }
  return pieces;
}

const worstOf = (piece) => ORDER.findLast((kind) => piece.some(({ verdict }) => kindOf(verdict) === kind));

/** `3 pass, 1 fail`. */
function tally(rows) {
  const counts = new Map();
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}

function bar(piece, x, width, from) {
  const kind = worstOf(piece);
  if (kind === undefined) return svg('rect', { x, y: STRIP - 2, width, height: 2, fill: 'var(--line)' });
  const height = HEIGHTS[kind] * STRIP;
  const shape = { x, y: STRIP - height, width, height, rx: 1.5 };
  const look =
    kind === 'unknown' ? { fill: 'none', stroke: 'var(--tone)', 'stroke-dasharray': '2 2' } : { class: 'mark' };
  return svg(
    'g',
    { class: kind },
    svg('title', {}, `from ${timeOf.format(from)}: ${tally(piece)}`),
    svg('rect', { ...shape, ...look }),
    kind === 'fail' && width > 5
      ? svg('path', {
          d: `M${x + 1.5} 4l${width - 3} ${width - 3}m0 ${3 - width}l${3 - width} ${width - 3}`,
          stroke: 'var(--card)',
          'stroke-width': 1.5,
        })
      : undefined,
  );
}

/** Draws the strip as wide as its place. */
function drawStrip({ rows, hours, now }, width) {
  const end = Date.parse(now);
  const count = width > 640 ? hours * 4 : hours * 2;
  const step = width / count;
  const bars = piecesOf(rows, hours, end, count).map((piece, index) =>
    bar(piece, index * step + step * 0.1, step * 0.8, new Date(end - (hours * 3600000 * (count - index)) / count)),
  );
  const label = `${plural(rows.length, 'run')} in ${hours} hours: ${tally(rows) || 'none'}`;
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${STRIP + 22}`, height: STRIP + 22, role: 'img', 'aria-label': label },
    svg('line', { x1: 0, x2: width, y1: STRIP, y2: STRIP, class: 'rule' }),
    ...bars,
    ...timeLabels(end, hours, width, STRIP + 17),
  );
}

/** Times under a chart, from oldest to now. */
function timeLabels(end, hours, width, y, left = 0) {
  const count = width > 640 ? 8 : 4;
  return Array.from({ length: count + 1 }, (_, index) => {
    const x = left + ((width - left) * index) / count;
    const anchor = index === 0 ? 'start' : index === count ? 'end' : 'middle';
    const words = index === count ? 'now' : timeOf.format(new Date(end - hours * 3600000 * (1 - index / count)));
    return svg('text', { x, y, 'text-anchor': anchor }, words);
  });
}

const stripLegend = () =>
  el(
    'ul',
    { class: 'legend' },
    ...['pass', 'degraded', 'fail', 'unknown'].map((kind) =>
      el(
        'li',
        { class: kind },
        icon(kind),
        el('span', {}, kind === 'unknown' ? MEANING.unknown : `${kind}: ${MEANING[kind]}`),
      ),
    ),
    el('li', { class: 'quiet' }, 'a gap: no run'),
  );
