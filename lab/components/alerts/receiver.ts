import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** One message of Alertmanager about one alert, as it came. */
export interface Heard {
  alert: string;
  status: 'firing' | 'resolved';
  /** Milliseconds since 1970, on our clock, when it reached us. */
  atMs: number;
  /** When Prometheus saw the condition hold long enough, in milliseconds since 1970. */
  startedAtMs: number;
}

export interface Receiver {
  /** Where Alertmanager posts. */
  url: string;
  /** Oldest first. */
  heard: Heard[];
  stop: () => Promise<void>;
}

/** Source: Alertmanager's documentation, webhook_config, version "4". */
const message = z.object({
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.object({ alertname: z.string() }),
      startsAt: z.string(),
    }),
  ),
});

/** Takes webhooks on 127.0.0.1. What is no webhook of Alertmanager's is answered 400. */
export async function startReceiver(port: number): Promise<Receiver> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const take = async (): Promise<number> => {
      const { alerts } = message.parse(JSON.parse(await text(request)));
      const atMs = Date.now();
      for (const { status, labels, startsAt } of alerts)
        heard.push({ alert: labels.alertname, status, atMs, startedAtMs: Date.parse(startsAt) });
      return 200;
    };
    void take()
      .catch(() => 400)
      .then((status) => response.writeHead(status).end());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
