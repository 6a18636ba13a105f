/** How blackbox exporter looks. A frozen server still takes connections, so that only an answer proves that it lives. */
export type Probe = 'tcp_connect' | 'http_2xx' | 'redis_ping' | 'postgres' | 'rabbitmq';

/** What is watched, and the alert that says that it is down. */
export interface Target {
  /** The alert's name: RabbitMqDown. */
  alert: string;
  probe: Probe;
  /** 127.0.0.1:PORT, or for http_2xx a URL. */
  address: string;
}

/** The alert for a node: of postgres-1 it is Postgres1Down. */
export const alertOf = (node: string): string =>
  `${node
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}Down`;

/** Watches one node, by an alert that has its name. */
export const watched = (node: string, probe: Probe, address: string): Target => ({
  ...{ alert: alertOf(node), probe, address },
});

/** How quickly an alert comes; all in whole seconds. */
export interface Pace {
  scrapeSeconds: number;
  evaluationSeconds: number;
  forSeconds: number;
  groupWaitSeconds: number;
}

/** `fast` as shipped: within a minute by far. `slow` is how many are set up: too late for a minute, the planted weakness. */
export const PACES = {
  fast: { scrapeSeconds: 1, evaluationSeconds: 1, forSeconds: 5, groupWaitSeconds: 1 },
  slow: { scrapeSeconds: 15, evaluationSeconds: 15, forSeconds: 30, groupWaitSeconds: 30 },
} as const satisfies Record<string, Pace>;

/** The label by which a target's measurements are found. */
export const TARGET_LABEL = 'watched';

/**
 * A startup packet of nine bytes, with the line feed that the exporter adds, with a protocol that there is not: the server refuses it in
 * words and closes. Source: PostgreSQL's documentation, "Message Formats", StartupMessage.
 */
const ASKS_POSTGRES = '\0\0\0\x09\0\x09\0\0';

/**
 * The protocol header; the broker answers with what it is capable of. The exporter reads lines: a line feed stands in the answer, as
 * the length of the word basic.nack. Source: AMQP 0-9-1, 4.2.2.
 */
const ASKS_RABBITMQ = 'AMQP\0\0\x09\x01';

/** The modules of blackbox exporter that the probes name. */
export const modules = {
  modules: {
    tcp_connect: { prober: 'tcp' },
    http_2xx: { prober: 'http', http: { preferred_ip_protocol: 'ip4', follow_redirects: false } },
    postgres: {
      prober: 'tcp',
      tcp: { query_response: [{ send: ASKS_POSTGRES }, { expect: 'unsupported frontend protocol' }] },
    },
    rabbitmq: { prober: 'tcp', tcp: { query_response: [{ send: ASKS_RABBITMQ }, { expect: 'capabilities' }] } },
    redis_ping: { prober: 'tcp', tcp: { query_response: [{ send: 'PING' }, { expect: '^\\+PONG' }] } },
  },
};

/** The file of rules. A target of which nothing is measured is down too: no news is not good news. */
export const rulesFile = (targets: Target[], { forSeconds, evaluationSeconds }: Pace): object => ({
  groups: [
    {
      name: 'game-day',
      interval: `${evaluationSeconds}s`,
      rules: targets.map(({ alert, address }) => {
        const measured = `probe_success{${TARGET_LABEL}="${alert}"}`;
        return {
          alert,
          expr: `${measured} == 0 or absent(${measured})`,
          for: `${forSeconds}s`,
          annotations: { summary: `${address} does not answer` },
        };
      }),
    },
  ],
});

/** What prometheus.yml holds. */
export const prometheusFile = (
  targets: Target[],
  { scrapeSeconds, evaluationSeconds }: Pace,
  at: { exporter: string; alertmanager: string; rules: string },
): object => ({
  global: { scrape_interval: `${scrapeSeconds}s`, evaluation_interval: `${evaluationSeconds}s` },
  rule_files: [at.rules],
  alerting: { alertmanagers: [{ static_configs: [{ targets: [at.alertmanager] }] }] },
  scrape_configs: targets.map(({ alert, probe, address }) => ({
    job_name: alert,
    metrics_path: '/probe',
    params: { module: [probe], target: [address] },
    static_configs: [{ targets: [at.exporter], labels: { [TARGET_LABEL]: alert } }],
  })),
});

/** What alertmanager.yml holds: each alert on its own, resolved ones said as soon as firing ones. */
export const alertmanagerFile = (receiver: string, { groupWaitSeconds }: Pace): object => ({
  route: {
    receiver: 'game-day',
    group_by: ['...'],
    group_wait: `${groupWaitSeconds}s`,
    group_interval: `${groupWaitSeconds}s`,
    repeat_interval: '1h',
  },
  receivers: [{ name: 'game-day', webhook_configs: [{ url: receiver, send_resolved: true }] }],
});
