import type { Watched } from '../../fixtures/state/state.ts';
import type { Action } from '../verdict/verdict.ts';
import { memoryFile, recall, remember } from './alert-memory.ts';
import { alertFor, isWorthTelling, next, outlasts, posted, type Alert } from './alerts.ts';
import { carryOut, type Report } from './carry-out.ts';
import type { ActionContext } from './context.ts';
import { deliver } from './deliver.ts';
import { endpoint } from './endpoint.ts';

/** How long an alert fires when nobody tells of it again, in milliseconds: two runs may be missed, and a minute. */
const SLACK_MS = 60_000;
const UNKNOWN_INTERVAL_MS = 15 * 60_000;

/** What is needed to tell again of what fires, with no new verdict. */
export type Resend = Pick<ActionContext, 'settings' | 'state' | 'intervalMs' | 'isDryRun' | 'redact'> & {
  watched: Watched;
};

/**
 * Tells a Prometheus Alertmanager (API v2) what fires after this run, and what does so no more. An alert ends by itself
 * when it is not sent again: after two intervals and a minute, or 15 minutes where the interval is not known. Never throws.
 */
export async function alertmanager(context: ActionContext): Promise<Action | undefined> {
  const url = context.settings.alertmanagerUrl;
  if (url === undefined) return undefined;
  return inTurn(() => carryOut('alertmanager', context.redact, () => report(context, url)));
}

/** Sends what fires once more, with a new end: Alertmanager forgets when it restarts. Undefined where it is not set. */
export async function resendAlerts(context: Resend): Promise<Action | undefined> {
  const url = context.settings.alertmanagerUrl;
  if (url === undefined) return undefined;
  return inTurn(() =>
    carryOut('alertmanager', context.redact, () => {
      const memories = filesOf(context.state, context.watched).map(recall);
      return send(context, url, memories.flatMap(({ alerts }) => alerts).filter(isWorthTelling), []);
    }),
  );
}

async function report(context: ActionContext, url: string): Promise<Report> {
  const { verdict, state } = context;
  const watched = { project: verdict.run.project, relay: verdict.target.relay ?? undefined };
  const [own = '', ...nameless] = filesOf(state, watched);
  const before = recall(own);
  const told = [
    { file: own, alerts: next(before.alerts, alertFor(context), (alert) => outlasts(alert, verdict.verdict)) },
    // The relay is known again, so what fired while the settings were unusable is over.
    ...nameless.map((file) => ({ file, alerts: next(recall(file).alerts, undefined, () => false) })),
  ];
  const problems = context.isDryRun ? [] : told.map(({ file, alerts }) => remember(file, alerts));
  const all = told.flatMap(({ alerts }) => alerts);
  return send(context, url, all, [before.remark, ...problems]);
}

/** Its own file first; then that of runs which did not know the relay. */
const filesOf = (state: string, watched: Watched): string[] => [
  ...new Set([memoryFile(state, watched), memoryFile(state, { ...watched, relay: undefined })]),
];

async function send(
  { settings, intervalMs, isDryRun }: Resend | ActionContext,
  url: string,
  alerts: Alert[],
  remarks: (string | undefined)[],
): Promise<Report> {
  const remark = remarks.map((text) => text && `; ${text}`).join('');
  if (alerts.length === 0) return { outcome: 'skipped', detail: `nothing fires${remark}` };
  const what = alerts.map(
    ({ labels, resolvedAt }) => `${name(labels)} ${resolvedAt === null ? 'fires' : 'is resolved'}`,
  );
  if (isDryRun) return { outcome: 'dry-run', detail: `would tell: ${what.join(', ')}${remark}` };
  const lastsMs = intervalMs === undefined ? UNKNOWN_INTERVAL_MS : 2 * intervalMs + SLACK_MS;
  const endsAt = new Date(Date.now() + lastsMs).toISOString();
  const delivered = await deliver(endpoint(url, '/api/v2/alerts'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((alert) => posted(alert, endsAt))),
  });
  return delivered.ok
    ? { outcome: 'done', detail: what.join(', ') + remark }
    : { outcome: 'failed', detail: `${settings.prefix}_ALERTMANAGER_URL: ${delivered.because}${remark}` };
}

const name = (labels: Alert['labels']): string => `${labels['alertname'] ?? ''} (${labels['check'] ?? ''})`;

let last: Promise<unknown> = Promise.resolve();

/** One after another: what still fires, sent late, must not overtake that it is resolved. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}
