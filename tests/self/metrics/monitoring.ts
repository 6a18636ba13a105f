import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { startAlertmanager, type MetricsServer } from '../../../lab/infrastructure/alertmanager.ts';
import { startPrometheus } from '../../../lab/infrastructure/prometheus.ts';
import { startPushgateway } from '../../../lab/infrastructure/pushgateway.ts';

const FOLDER = 'deploy/prometheus';

/** Prometheus, Pushgateway and Alertmanager, real ones, set up by the shipped files. */
export interface Monitoring {
  prometheus: MetricsServer;
  pushgateway: MetricsServer;
  alertmanager: MetricsServer;
  stop: () => Promise<void>;
}

interface Options {
  /** Gets every alert. */
  receiver: string;
  /** Where a page with metrics is scraped, as that of npm run watch; host:port. Default: nowhere. */
  watch?: string;
  /** Of scrapes and of rules; Prometheus' spelling. Default: 2s. */
  interval?: string;
}

const target = z.object({ targets: z.array(z.string()) });
const shipped = z.looseObject({
  global: z.record(z.string(), z.string()),
  rule_files: z.array(z.string()),
  alerting: z.object({ alertmanagers: z.tuple([z.object({ static_configs: z.tuple([target]) })]) }),
  scrape_configs: z.array(z.looseObject({ job_name: z.string(), static_configs: z.tuple([target]) })),
});

/** Starts all three. Only addresses, the path of the rules and the intervals differ from what is shipped. */
export async function startMonitoring({ receiver, watch, interval = '2s' }: Options): Promise<Monitoring> {
  const started: MetricsServer[] = [];
  const stop = async (): Promise<void> => {
    for (const server of started.splice(0).reverse()) await server.stop();
  };
  const keep = (server: MetricsServer): MetricsServer => (started.push(server), server);
  try {
    const pushgateway = keep(await startPushgateway());
    const alertmanager = keep(await startAlertmanager({ receiver }));
    const configuration = shipped.parse(parse(readFileSync(`${FOLDER}/prometheus.yml`, 'utf8')));
    const targets: Record<string, string[]> = { 'relay-canary': watch === undefined ? [] : [watch] };
    for (const job of configuration.scrape_configs)
      job.static_configs[0].targets = targets[job.job_name] ?? [hostOf(pushgateway)];
    configuration.alerting.alertmanagers[0].static_configs[0].targets = [hostOf(alertmanager)];
    configuration.global = { ...configuration.global, scrape_interval: interval, evaluation_interval: interval };
    configuration.rule_files = configuration.rule_files.map((file) => resolve(FOLDER, file));
    const prometheus = keep(await startPrometheus(configuration));
    return { prometheus, pushgateway, alertmanager, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const hostOf = ({ url }: MetricsServer): string => new URL(url).host;

const answer = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }),
});

/** The labels of what an expression finds in Prometheus now. Throws with its words where it is none. */
export async function ask({ url }: MetricsServer, expression: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expression }).toString()}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`Prometheus answers ${response.status} to ${expression}: ${body}`);
  return answer.parse(JSON.parse(body)).data.result.map(({ metric }) => metric);
}
