// The parts of the page, each from the answer of /v1/history.

/** What is known now, in words, with a shape. */
function nowSection(view) {
  const { current, ageMs, everyMs } = view;
  const now = Date.parse(view.now);
  if (!current) {
    const words = view.runningSince ? 'The first run is on' : 'There is no run yet';
    return { kind: 'unknown', children: [heading('unknown', words), el('p', {}, `A run every ${span(everyMs)}.`)] };
  }
  const { verdict, since, sinceIsOldestKnown, consecutiveFailures, durationMs, startedAt } = current;
  const isRow = verdict === 'fail' && consecutiveFailures > 1;
  return {
    kind: kindOf(verdict),
    children: [
      heading(kindOf(verdict), HEADLINE[verdict]),
      el(
        'p',
        {},
        el('strong', {}, verdict),
        ` since ${sinceIsOldestKnown ? 'at least ' : ''}`,
        time(since, now),
        ` (${span(now - Date.parse(since))})`,
        isRow ? `, ${consecutiveFailures} runs in a row` : '',
      ),
      el('p', {}, el('bdi', {}, current.summary)),
      el(
        'p',
        { class: 'quiet' },
        'Newest run: ',
        time(startedAt, now),
        `, ${span(ageMs)} ago, took ${seconds(durationMs)}`,
      ),
    ],
  };
}

const heading = (kind, words) => el('h2', { id: 'now-heading', class: kind }, icon(kind), el('span', {}, words));

function availabilityCard({ hours, up, down, share, apart }) {
  const others = Object.entries(apart).filter(([, count]) => count > 0);
  const words = others.map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  return el(
    'div',
    {},
    el('h3', { class: 'quiet' }, hours === 24 ? '24 hours' : `${hours / 24} days`),
    el('p', { class: 'figure' }, share === null ? 'unknown' : percent(share)),
    el('p', { class: 'quiet' }, `${up.toLocaleString('en')} of ${plural(up + down, 'run')}`),
    words ? el('p', { class: 'quiet apart' }, `not counted: ${words}`) : undefined,
  );
}

/** The relay's words of a run, each with the check that they answered. */
const quotes = (row) =>
  row.failures.map(({ id, relayMessage }) =>
    el(
      'blockquote',
      {},
      el('code', {}, id),
      relayMessage === undefined
        ? el('p', { class: 'quiet' }, 'without a word of the relay')
        : el('p', {}, el('q', {}, el('bdi', {}, relayMessage))),
    ),
  );

const saysTheSame = (one, other) =>
  ['verdict', 'failures', 'deployId', ...(one.failures.length > 0 ? [] : ['summary'])].every(
    (key) => JSON.stringify(one[key]) === JSON.stringify(other[key]),
  );

/** Runs that said the same, one soon after the other, are one item of the list; newest first, ten at most. */
function failureItems({ failures, now, everyMs }) {
  const isSoonAfter = (newer, older) => Date.parse(newer.startedAt) - Date.parse(older.startedAt) <= everyMs * 2.5;
  const groups = [];
  for (const row of failures) {
    const group = groups.at(-1);
    if (group && saysTheSame(group[0], row) && isSoonAfter(group.at(-1), row)) group.push(row);
    else groups.push([row]);
  }
  return groups.slice(0, 10).map((rows) => failureItem(rows, Date.parse(now)));
}

function failureItem(rows, now) {
  const [newest] = rows;
  const isOne = rows.length === 1;
  const when = isOne
    ? [time(newest.startedAt, now)]
    : [time(rows.at(-1).startedAt, now), ' to ', time(newest.startedAt, now)];
  return el(
    'li',
    { class: kindOf(newest.verdict) },
    el(
      'p',
      {},
      badge(newest.verdict),
      el('span', {}, ...when, isOne ? '' : `, ${rows.length} runs`),
      newest.deployId ? el('bdi', {}, `deploy ${newest.deployId}`) : undefined,
    ),
    ...(newest.failures.length > 0 ? quotes(newest) : [el('p', {}, el('bdi', {}, newest.summary))]),
  );
}

function runsTable({ rows, now }) {
  const at = Date.parse(now);
  const head = ['Started', 'Verdict', 'Took', 'What it said'].map((words) => el('th', { scope: 'col' }, words));
  const lines = rows
    .toReversed()
    .map((row) =>
      el(
        'tr',
        {},
        el('td', {}, time(row.startedAt, at)),
        el('td', {}, badge(row.verdict)),
        el('td', {}, seconds(row.durationMs)),
        el('td', {}, el('bdi', {}, row.summary)),
      ),
    );
  if (lines.length === 0) return el('p', {}, 'No run in the last 24 hours.');
  return el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...lines));
}
