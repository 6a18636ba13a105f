import type { ActionContext } from '../../actions/context.ts';
import { deliver } from '../../actions/deliver.ts';
import { endpoint } from '../../actions/endpoint.ts';
import type { Exporter } from '../exporter.ts';
import { metricsRequest } from './metrics.ts';
import { traceRequest } from './trace.ts';
import { senderOf } from './values.ts';

const HEADERS = { 'content-type': 'application/json' };

/** An OpenTelemetry collector (OTLP/HTTP, JSON): metrics and a trace, at the same time. */
export const otlp: Exporter = {
  name: 'otlp',
  target: ({ otlpUrl }) => otlpUrl,
  verb: 'sent metrics and a trace to',
  async send({ verdict, settings, redact }: ActionContext, url) {
    const sender = senderOf(settings.prefix);
    const post = async (path: string, request: object): Promise<string[]> => {
      const body = redact(JSON.stringify(request));
      const delivered = await deliver(endpoint(url, path), { method: 'POST', headers: HEADERS, body });
      return delivered.ok ? [] : [`${path}: ${delivered.because}`];
    };
    const problems = await Promise.all([
      post('/v1/metrics', metricsRequest(verdict, sender)),
      post('/v1/traces', traceRequest(verdict, sender)),
    ]);
    return problems.flat().length > 0 ? `${settings.prefix}_OTLP_URL: ${problems.flat().join('; ')}` : undefined;
  },
};
