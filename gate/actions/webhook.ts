import { createHmac } from 'node:crypto';
import type { Action } from '../verdict/verdict.ts';
import { carryOut, type Report } from './carry-out.ts';
import type { ActionContext } from './context.ts';
import { deliver } from './deliver.ts';

/**
 * Posts the verdict as JSON, signed. How a receiver verifies it: take X-Canary-Timestamp (epoch seconds), a dot and the
 * body's bytes as they came, before any parsing; make the HMAC with SHA-256 of that under PROD_WEBHOOK_SECRET; compare
 * `sha256=` and its lower-case hex with X-Canary-Signature in constant time (crypto.timingSafeEqual). Then refuse
 * timestamps that are more than five minutes away from now, and an X-Canary-Id (the run) that was taken before: a
 * delivery is tried again where the answer got lost, so answer 200 to it. Never throws.
 */
export async function webhook(context: ActionContext): Promise<Action | undefined> {
  const target = context.settings.webhook;
  if (target === undefined) return undefined;
  return carryOut('webhook', context.redact, () => post(context, target));
}

async function post(context: ActionContext, { url, secret }: { url: string; secret: string }): Promise<Report> {
  const { verdict, settings, isDryRun, redact } = context;
  const { origin } = new URL(url);
  if (isDryRun) return { outcome: 'dry-run', detail: `would post the verdict ${verdict.verdict} to ${origin}` };
  const body = redact(JSON.stringify(verdict));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-canary-timestamp': timestamp,
    'x-canary-signature': `sha256=${signature}`,
    'x-canary-id': verdict.run.id,
  };
  const delivered = await deliver(url, { method: 'POST', headers, body });
  return delivered.ok
    ? { outcome: 'done', detail: `posted the verdict ${verdict.verdict} to ${origin}` }
    : { outcome: 'failed', detail: `${settings.prefix}_WEBHOOK_URL: ${delivered.because}` };
}
