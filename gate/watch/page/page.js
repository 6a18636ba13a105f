// Fetches the data, draws it, and says so where it is old or cannot be had.

const REFRESH_MS = 30000;
const ANSWER_WITHIN_MS = 10000;

const snapshot = byId('snapshot');
let view;
/** When the data came, by a clock that does not jump. */
let cameAt;
/** Why the last attempt to get data failed. */
let trouble;

/** Says it to whoever listens instead of looking, once. */
function speak(words) {
  const place = byId('spoken');
  if (place.textContent !== words) place.textContent = words;
}

const replace = (id, ...children) => byId(id).replaceChildren(...children.filter(Boolean));

/** Milliseconds since the newest run started, also while this page waits. */
const ageNow = () => (view.ageMs === null ? null : view.ageMs + (snapshot ? 0 : performance.now() - cameAt));

function drawNotice() {
  const notices = [];
  if (snapshot) notices.push(`A snapshot of ${dateOf.format(new Date(view.now))}: it does not change.`);
  if (trouble) {
    const age = view ? ` What is shown is ${span(performance.now() - cameAt)} old.` : '';
    notices.push(`The canary cannot be reached (${trouble}).${age}`);
  }
  const age = view && ageNow();
  const isOld = view !== undefined && age !== null && age > view.staleAfterMs;
  if (isOld) notices.push(`Stale: the newest run started ${span(age)} ago. It says nothing about now.`);
  const words = notices.join(' ');
  const place = byId('notice');
  if (place.textContent !== words) place.textContent = words;
  place.hidden = words === '';
  byId('now').classList.toggle('is-old', isOld || Boolean(trouble));
  document.title = view
    ? `${isOld || trouble ? '? ' : ''}${view.current?.verdict ?? 'no run yet'} · relay-canary`
    : 'relay-canary';
}

function drawNext() {
  const { nextRunAt, runningSince, everyMs } = view;
  const now = Date.parse(view.now);
  const inMs = nextRunAt && Date.parse(nextRunAt) - now;
  const words = runningSince
    ? `A run is on, since ${momentOf(runningSince, now)}.`
    : nextRunAt
      ? `Next run at ${momentOf(nextRunAt, now)}, in ${span(Math.max(0, inMs))}.`
      : 'No further run is planned.';
  replace('next', snapshot ? '' : `${words} A run every ${span(everyMs)}.`);
}

function drawCharts() {
  if (!view) return;
  const width = Math.max(240, Math.floor(byId('strip').clientWidth));
  replace('strip', drawStrip(view, width));
  replace('latency', drawLatency(view, width));
}

function draw() {
  const { kind, children } = nowSection(view);
  byId('now').className = `card now ${kind}`;
  replace('now', ...children);
  speak(view.current ? HEADLINE[view.current.verdict] : 'There is no run yet');
  replace('relay', view.relay ?? 'the embedded relay');
  replace('project', `project ${view.project}`);
  replace('availability', ...view.availability.map(availabilityCard));
  replace('strip-legend', stripLegend());
  replace('runs-table', runsTable(view));
  replace('latency-table', latencyTable(view));
  const failures = failureItems(view);
  replace('failures', ...(failures.length > 0 ? failures : [el('li', {}, 'None in the history.')]));
  replace('zone', `Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`);
  drawNext();
  drawCharts();
}

async function refresh() {
  try {
    const response = await fetch('/v1/history?hours=24', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    view = await response.json();
    cameAt = performance.now();
    trouble = undefined;
    draw();
  } catch (error) {
    trouble = error.name === 'TimeoutError' ? 'no answer in 10 s' : error.message;
    if (!view) replace('now', heading('unknown', 'Nothing is known'));
  }
  drawNotice();
}

if (snapshot) {
  view = JSON.parse(snapshot.textContent);
  draw();
  drawNotice();
} else {
  void refresh();
  setInterval(() => void refresh(), REFRESH_MS);
  setInterval(drawNotice, 5000);
}
new ResizeObserver(drawCharts).observe(byId('strip'));
