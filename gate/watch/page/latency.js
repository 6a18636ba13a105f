// Latency over time: one line for each step, told apart by colour and by dashes, with the numbers in a table.

const STEPS = {
  connect: { words: 'connect', dash: undefined },
  challenge: { words: 'challenge', dash: '2 3' },
  auth: { words: 'login', dash: '7 3' },
  publish: { words: 'publish', dash: undefined },
  live: { words: 'live delivery', dash: '9 3 2 3' },
  readBack: { words: 'read back', dash: '4 2' },
  streamsReady: { words: 'API ready', dash: '1 3' },
  streamsList: { words: 'list of streams', dash: '12 3' },
  streamsCreate: { words: 'create a stream', dash: '6 2 1 2' },
  streamsStart: { words: 'start it', dash: '3 5' },
  streamsSettle: { words: 'settle it', dash: '14 3 3 3' },
};
const PLOT = 200;
const TOP = 12;

/** The steps that were measured, in the order in which a visit and a walk make them. */
const stepsIn = (rows) => Object.keys(STEPS).filter((step) => rows.some(({ p95 }) => p95[step] !== undefined));

/** A number just above, whose quarters are round. */
function roundUp(value) {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].map((part) => part * magnitude).find((limit) => limit >= value);
}

/** The path of one step; it breaks where a run has no number, and where runs are missing. */
function pathOf(rows, step, x, y, longestGap) {
  let before;
  return rows
    .map((row) => {
      const at = Date.parse(row.startedAt);
      if (row.p95[step] === undefined) return (before = undefined) ?? '';
      const isJoined = before !== undefined && at - before <= longestGap;
      before = at;
      return `${isJoined ? 'L' : 'M'}${x(at).toFixed(1)} ${y(row.p95[step]).toFixed(1)}${isJoined ? '' : 'h0.01'}`;
    })
    .join('');
}

/** Draws the lines as wide as their place; undefined where nothing was measured. */
function drawLatency({ rows, hours, now, everyMs }, width) {
  const steps = stepsIn(rows);
  if (steps.length === 0) return undefined;
  const end = Date.parse(now);
  const left = 52;
  const most = roundUp(Math.max(...rows.flatMap(({ p95 }) => Object.values(p95)), 10));
  const x = (at) => left + (width - left) * Math.min(1, Math.max(0, 1 - (end - at) / (hours * 3600000)));
  const y = (ms) => TOP + PLOT * (1 - ms / most);
  const rules = [0, 0.25, 0.5, 0.75, 1].map((part) => part * most);
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${TOP + PLOT + 26}`,
      height: TOP + PLOT + 26,
      role: 'img',
      'aria-label': `Latency of ${steps.map((step) => STEPS[step].words).join(', ')}; the numbers are in the table`,
    },
    ...rules.flatMap((ms) => [
      svg('line', { x1: left, x2: width, y1: y(ms), y2: y(ms), class: 'rule' }),
      svg('text', { x: left - 8, y: y(ms) + 4, 'text-anchor': 'end' }, ms === 0 ? '0' : seconds(ms)),
    ]),
    ...steps.map((step) =>
      svg('path', {
        d: pathOf(rows, step, x, y, everyMs * 2.5),
        class: `step ${step}`,
        'stroke-dasharray': STEPS[step].dash,
        'stroke-linecap': STEPS[step].dash ? 'butt' : 'round',
      }),
    ),
    ...timeLabels(end, hours, width, TOP + PLOT + 20, left),
  );
}

const medianOf = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** The legend, which is also the table of the numbers. */
function latencyTable({ rows }) {
  const cell = (value) => el('td', { class: 'number' }, value === undefined ? '–' : seconds(value));
  const lines = stepsIn(rows).map((step) => {
    const values = rows.flatMap(({ p95 }) => p95[step] ?? []);
    const sample = svg(
      'svg',
      { viewBox: '0 0 28 8', width: 28, height: 8, 'aria-hidden': 'true' },
      svg('path', { d: 'M0 4H28', class: `step ${step}`, 'stroke-dasharray': STEPS[step].dash }),
    );
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, sample, ' ', STEPS[step].words),
      cell(rows.at(-1)?.p95[step]),
      cell(medianOf(values)),
      cell(Math.max(...values)),
    );
  });
  const head = ['Step', 'Newest', 'Median', 'Slowest'].map((words, index) =>
    el('th', { scope: 'col', class: index === 0 ? undefined : 'number' }, words),
  );
  if (lines.length === 0) return el('p', {}, 'Nothing was measured in the last 24 hours.');
  return el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...lines));
}
