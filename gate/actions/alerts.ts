import { z } from 'zod';
import type { VerdictName } from '../verdict/names.ts';
import type { ActionContext } from './context.ts';
import { environmentName } from './environment-name.ts';
import { firstFailure, stableCause } from './first-failure.ts';

/** An alert of ours. Labels are its identity: the same in every run that fails alike, so no run id is among them. */
export const alertSchema = z.object({
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: z.iso.datetime(),
  /** ISO 8601; null while it fires. */
  resolvedAt: z.iso.datetime().nullable(),
});
export type Alert = z.infer<typeof alertSchema>;
export type Fresh = Pick<Alert, 'labels' | 'annotations'>;

/** How long Alertmanager wants to be told again of what is resolved, in milliseconds (prometheus/alertmanager, clients). */
const TOLD_AGAIN_MS = 5 * 60_000;

/** An annotation is for people; in characters. */
const LONGEST_TEXT = 1000;

const FAILED = { alertname: 'RelayCanaryFailed', severity: 'critical' };
const BLIND = { alertname: 'RelayCanaryBlind', severity: 'warning' };

/** What fires for a verdict: the relay is broken; or the canary cannot tell, which is no news of the relay. */
const FIRES: Record<VerdictName, typeof FAILED | undefined> = {
  pass: undefined,
  degraded: undefined,
  fail: FAILED,
  inconclusive: BLIND,
  insufficient: BLIND,
  usage: BLIND,
  aborted: BLIND,
};

/** The alert for a verdict; undefined where all is well. */
export function alertFor({ verdict, settings, redact }: ActionContext): Fresh | undefined {
  const kind = FIRES[verdict.verdict];
  if (!kind) return undefined;
  const labels = {
    ...kind,
    relay: verdict.target.relay ?? 'unknown',
    project: verdict.run.project,
    environment: environmentName(settings.prefix),
    check: stableCause(verdict),
  };
  const annotations = {
    summary: verdict.summary,
    relay_message: firstFailure(verdict)?.relayMessage,
    deploy: verdict.run.deployId,
  };
  return { labels: told(labels, redact), annotations: told(annotations, redact) };
}

/** Without secrets, and without what is not known. */
const told = (texts: Record<string, string | undefined>, redact: (text: string) => string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text ? [[name, redact(text).slice(0, LONGEST_TEXT)]] : [])),
  );

/** Whether an alert outlasts a verdict that does not repeat it: a blind canary does not know that the relay is well. */
export const outlasts = (alert: Alert, verdict: VerdictName): boolean =>
  alert.labels['alertname'] === FAILED.alertname && FIRES[verdict] === BLIND;

/**
 * What is to be told after a run: the alert of this run, with the time at which it began to fire; those that go on; the
 * others as resolved, for five minutes.
 */
export function next(before: Alert[], fresh: Fresh | undefined, goesOn: (alert: Alert) => boolean): Alert[] {
  const now = new Date().toISOString();
  const others = before
    .filter((alert) => !isSame(alert, fresh))
    .map((alert) => (alert.resolvedAt !== null || goesOn(alert) ? alert : { ...alert, resolvedAt: now }))
    .filter(isWorthTelling);
  if (!fresh) return others;
  const same = before.find((alert) => isSame(alert, fresh) && alert.resolvedAt === null);
  return [{ ...fresh, startsAt: earlier(same?.startsAt ?? now, now), resolvedAt: null }, ...others];
}

/** Whether Alertmanager has to be told of it: it fires, or it was resolved less than five minutes ago. */
export const isWorthTelling = ({ resolvedAt }: Alert): boolean =>
  resolvedAt === null || Date.now() - Date.parse(resolvedAt) < TOLD_AGAIN_MS;

const earlier = (one: string, other: string): string => (Date.parse(one) < Date.parse(other) ? one : other);

const key = ({ labels }: Pick<Alert, 'labels'>): string => JSON.stringify(Object.entries(labels).sort());

const isSame = (alert: Alert, fresh: Fresh | undefined): boolean => fresh !== undefined && key(alert) === key(fresh);

/** As Alertmanager's API v2 wants it. `endsAt`: when an alert that fires resolves itself if nobody tells of it again. */
export const posted = ({ labels, annotations, startsAt, resolvedAt }: Alert, endsAt: string): object => ({
  labels,
  annotations,
  startsAt: resolvedAt === null ? startsAt : earlier(startsAt, resolvedAt),
  endsAt: resolvedAt ?? endsAt,
});
