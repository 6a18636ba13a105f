import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Component, Ground, Node, NodeProgram } from '../../ground/ground.ts';
import { until } from '../../ground/until.ts';
import { ask, loadedPace, type LoadedPace } from './budget.ts';
import { startReceiver, type Heard, type Receiver } from './receiver.ts';
import { alertmanagerFile, modules, PACES, prometheusFile, rulesFile, type Target } from './rules.ts';

const MEASURED_AFTER_SECONDS = 10;

export interface AlertsOptions {
  targets: Target[];
  /** Default: fast. */
  profile?: keyof typeof PACES;
  /** Where Alertmanager posts. Default: a receiver of our own, whose messages are in `heard`. */
  receiver?: string;
}

export interface Alerts extends Component {
  readonly prometheus: string;
  readonly alertmanager: string;
  /** Milliseconds from the first start until each target was measured. */
  readonly startedInMs: number;
  /** What reached our receiver, oldest first; empty where another one was given. */
  readonly heard: readonly Heard[];
  /** Milliseconds since 1970 at which we heard this for the first time after `sinceMs`. Throws where we do not within so many milliseconds. */
  whenHeard: (said: Pick<Heard, 'alert' | 'status'>, sinceMs: number, withinMs: number) => Promise<number>;
  /** What Prometheus and Alertmanager have really loaded; `budgetMs` makes one number of it. */
  loaded: () => Promise<LoadedPace>;
  /** Alerts that fire or are about to ("RabbitMqDown pending"), in Prometheus or in Alertmanager. */
  active: () => Promise<string[]>;
  /** Whether no alert fires. */
  quiet: () => Promise<boolean>;
}

/** Starts Prometheus, blackbox exporter and Alertmanager. Resolves when each target was measured once. Throws with what is not. */
export async function startAlerts(ground: Ground, options: AlertsOptions): Promise<Alerts> {
  const { targets, profile = 'fast' } = options;
  const pace = PACES[profile];
  const startedAt = performance.now();
  const [forPrometheus = 0, forExporter = 0, forAlertmanager = 0, forReceiver = 0] = await ground.ports(4);
  const place = ground.place('alerts');
  const write = (name: string, content: object): string => {
    const file = join(place, name);
    writeFileSync(file, stringify(content, { aliasDuplicateObjects: false }));
    return file;
  };
  const at = (port: number): string => `127.0.0.1:${port}`;
  const server = (name: string, program: string, port: number, more: string[]): NodeProgram => ({
    name,
    program,
    arguments: [`--web.listen-address=${at(port)}`, ...more],
    isReady: () => isUp(`http://${at(port)}/-/${name === 'blackbox' ? 'healthy' : 'ready'}`),
  });
  const receiver = options.receiver === undefined ? await startReceiver(forReceiver) : undefined;
  const stopped: Node[] = [];
  try {
    const rules = write('rules.yml', rulesFile(targets, pace));
    const scraping = { exporter: at(forExporter), alertmanager: at(forAlertmanager), rules };
    const nodes = [
      server('blackbox', 'prometheus-blackbox-exporter', forExporter, [
        `--config.file=${write('blackbox.yml', modules)}`,
      ]),
      server('alertmanager', 'prometheus-alertmanager', forAlertmanager, [
        `--config.file=${write('alertmanager.yml', alertmanagerFile(options.receiver ?? receiver?.url ?? '', pace))}`,
        `--storage.path=${ground.place('alertmanager-data')}`,
        '--cluster.listen-address=',
      ]),
      server('prometheus', 'prometheus', forPrometheus, [
        `--config.file=${write('prometheus.yml', prometheusFile(targets, pace, scraping))}`,
        `--storage.tsdb.path=${ground.place('prometheus-data')}`,
        '--log.level=warn',
      ]),
    ].map((program) => ground.node(program));
    stopped.push(...nodes);
    await Promise.all(nodes.map((node) => node.start()));
    const prometheus = `http://${at(forPrometheus)}`;
    await areMeasured(prometheus, targets, pace.scrapeSeconds);
    const alerts = made({
      nodes,
      prometheus,
      alertmanager: `http://${at(forAlertmanager)}`,
      receiver,
      startedInMs: performance.now() - startedAt,
    });
    // Before its first measurement a target counted as unmeasured. Where something is down indeed, the caller's gate says so.
    await until(async () => (await alerts.active()).length === 0, 2_000 * pace.evaluationSeconds + 1_000, 50);
    return alerts;
  } catch (error) {
    await Promise.all([...stopped.map((node) => node.kill()), receiver?.stop()]);
    throw error;
  }
}

interface Started {
  nodes: Node[];
  prometheus: string;
  alertmanager: string;
  receiver: Receiver | undefined;
  startedInMs: number;
}

function made({ nodes, prometheus, alertmanager, receiver, startedInMs }: Started): Alerts {
  const heard = receiver?.heard ?? [];
  const active = (): Promise<string[]> => activeAlerts(prometheus, alertmanager);
  return {
    name: 'alerts',
    nodes,
    prometheus,
    alertmanager,
    startedInMs,
    heard,
    whenHeard: async ({ alert, status }, sinceMs, withinMs) => {
      const found = (): Heard | undefined =>
        heard.find((said) => said.alert === alert && said.status === status && said.atMs >= sinceMs);
      await until(() => found() !== undefined, withinMs);
      const said = found();
      if (said) return said.atMs;
      const others = heard.map((each) => `${each.alert} ${each.status}`).join(', ');
      throw new Error(`alerts: ${alert} ${status} was not said within ${withinMs} ms. Said: ${others || 'nothing'}`);
    },
    loaded: () => loadedPace(prometheus, alertmanager),
    active,
    quiet: async () => !(await active()).some((each) => each.endsWith(' firing')),
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
      await receiver?.stop();
    },
  };
}

const ofPrometheus = z.object({
  data: z.object({ alerts: z.array(z.object({ labels: z.object({ alertname: z.string() }), state: z.string() })) }),
});
const ofAlertmanager = z.array(z.object({ labels: z.object({ alertname: z.string() }) }));

async function activeAlerts(prometheus: string, alertmanager: string): Promise<string[]> {
  const [{ data }, sent] = await Promise.all([
    ask(`${prometheus}/api/v1/alerts`, ofPrometheus),
    ask(`${alertmanager}/api/v2/alerts?active=true`, ofAlertmanager),
  ]);
  const all = [
    ...data.alerts.map(({ labels, state }) => `${labels.alertname} ${state}`),
    ...sent.map(({ labels }) => `${labels.alertname} firing`),
  ];
  return [...new Set(all)].sort();
}

const measurements = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.object({ watched: z.string() }) })) }),
});

/** A target that was never measured would look quiet at first. */
async function areMeasured(prometheus: string, targets: Target[], scrapeSeconds: number): Promise<void> {
  const withinMs = (2 * scrapeSeconds + MEASURED_AFTER_SECONDS) * 1000;
  let missing: string[] = [];
  const isDone = async (): Promise<boolean> => {
    const { data } = await ask(`${prometheus}/api/v1/query?query=probe_success`, measurements);
    const watched = new Set(data.result.map(({ metric }) => metric.watched));
    missing = targets.map(({ alert }) => alert).filter((alert) => !watched.has(alert));
    return missing.length === 0;
  };
  if (!(await until(isDone, withinMs, 50)))
    throw new Error(`alerts: after ${withinMs} ms nothing was measured for ${missing.join(', ')}`);
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
