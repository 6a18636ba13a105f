import { quote } from '../../fixtures/protocol/quote.ts';
import type { Action } from '../verdict/verdict.ts';
import { carryOut, type Report } from './carry-out.ts';
import type { ActionContext } from './context.ts';
import { deliver } from './deliver.ts';
import { endpoint } from './endpoint.ts';
import { environmentName } from './environment-name.ts';
import { firstFailure } from './first-failure.ts';

/**
 * Annotates Grafana with each run, from its start to its end, in the whole organisation. Times are epoch milliseconds;
 * the token is that of a service account that may write annotations. Source: Grafana HTTP API, Annotations. Never throws.
 */
export async function grafana(context: ActionContext): Promise<Action | undefined> {
  const target = context.settings.grafana;
  if (target === undefined) return undefined;
  return carryOut('grafana', context.redact, () => annotate(context, target));
}

async function annotate(context: ActionContext, { url, token }: { url: string; token: string }): Promise<Report> {
  const { prefix } = context.settings;
  const body = annotation(context);
  if (context.isDryRun) return { outcome: 'dry-run', detail: `would annotate: ${body.text}` };
  const delivered = await deliver(endpoint(url, '/api/annotations'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (delivered.ok) return { outcome: 'done', detail: body.text };
  const isRefused = /answers 40[13]/.test(delivered.because);
  const mend = isRefused ? `; ${prefix}_GRAFANA_TOKEN has to be of a service account that may write annotations` : '';
  return { outcome: 'failed', detail: `${prefix}_GRAFANA_URL: ${delivered.because}${mend}` };
}

function annotation({ verdict, settings, redact }: ActionContext): { text: string } & Record<string, unknown> {
  const { run, target, summary } = verdict;
  const words = firstFailure(verdict)?.relayMessage;
  const said = words === undefined || summary.includes(words) ? '' : ` The relay said ${quote(words)}`;
  const deploy = run.deployId === undefined ? '' : ` deploy ${run.deployId}`;
  return {
    time: Date.parse(run.startedAt),
    timeEnd: Date.parse(run.endedAt),
    tags: [
      'relay-canary',
      `verdict:${verdict.verdict}`,
      `env:${environmentName(settings.prefix)}`,
      `project:${run.project}`,
      ...(run.deployId === undefined ? [] : ['deploy']),
    ],
    text: redact(`Canary ${verdict.verdict.toUpperCase()}${deploy} (${target.relay ?? 'no relay'}): ${summary}${said}`),
  };
}
