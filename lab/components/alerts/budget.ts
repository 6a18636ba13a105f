import { parse } from 'yaml';
import { z } from 'zod';

/** What is really loaded, as the servers themselves say, in milliseconds. */
export interface LoadedPace {
  /** The longest of all jobs. */
  scrapeMs: number;
  rules: { alert: string; forMs: number; evaluationMs: number }[];
  /** The longest of all routes. */
  groupWaitMs: number;
}

/**
 * Milliseconds in which the slowest alert reaches its receiver, at worst: a fault just after a scrape waits for the next, that for an
 * evaluation, the condition has to hold, which another evaluation sees, and Alertmanager waits for others of the group.
 */
export const budgetMs = ({ scrapeMs, rules, groupWaitMs }: LoadedPace): number =>
  Math.max(...rules.map(({ forMs, evaluationMs }) => scrapeMs + evaluationMs + forMs + evaluationMs + groupWaitMs));

const prometheusConfig = z.object({
  global: z.object({ scrape_interval: z.string() }),
  scrape_configs: z.array(z.object({ scrape_interval: z.string().optional() })),
});

const loadedRules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        interval: z.number(),
        rules: z.array(z.object({ type: z.string(), name: z.string(), duration: z.number().optional() })),
      }),
    ),
  }),
});

interface Route {
  group_wait?: string | undefined;
  routes?: Route[] | undefined;
}

const route: z.ZodType<Route> = z.lazy(() =>
  z.object({ group_wait: z.string().optional(), routes: z.array(route).optional() }),
);

/** Alertmanager's own, where a route says nothing. */
const DEFAULT_GROUP_WAIT = '30s';

/** Asks Prometheus and Alertmanager what they have loaded. Throws where one does not answer, or no alert is loaded at all. */
export async function loadedPace(prometheus: string, alertmanager: string): Promise<LoadedPace> {
  const [config, rules, status] = await Promise.all([
    ask(`${prometheus}/api/v1/status/config`, z.object({ data: z.object({ yaml: z.string() }) })),
    ask(`${prometheus}/api/v1/rules?type=alert`, loadedRules),
    ask(`${alertmanager}/api/v2/status`, z.object({ config: z.object({ original: z.string() }) })),
  ]);
  const { global, scrape_configs } = prometheusConfig.parse(parse(config.data.yaml));
  const routes = z.object({ route }).parse(parse(status.config.original));
  const alerts = rules.data.groups.flatMap((group) =>
    group.rules.map(({ name, duration = 0 }) => ({
      alert: name,
      forMs: duration * 1000,
      evaluationMs: group.interval * 1000,
    })),
  );
  if (alerts.length === 0)
    throw new Error(`alerts: ${prometheus} has no alerting rule loaded, so nothing would ever be said`);
  return {
    scrapeMs: Math.max(...scrape_configs.map((job) => durationMs(job.scrape_interval ?? global.scrape_interval))),
    rules: alerts,
    groupWaitMs: longestWaitMs(routes.route, DEFAULT_GROUP_WAIT),
  };
}

/** A route inherits its parent's. */
const longestWaitMs = ({ group_wait, routes = [] }: Route, inherited: string): number => {
  const own = group_wait ?? inherited;
  return Math.max(durationMs(own), ...routes.map((child) => longestWaitMs(child, own)));
};

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration as Prometheus writes it: 1m30s. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)];
  if (parts.map(([whole]) => whole).join('') !== text || text === '')
    throw new Error(`alerts: ${text} is no duration, for example 1m30s`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}

/** One JSON answer. Throws with the address and what came instead. */
export async function ask<T>(url: string, shape: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`alerts: ${url} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return shape.parse(await answer.json());
}
