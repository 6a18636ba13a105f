import { deliver } from '../actions/deliver.ts';
import { endpoint } from '../actions/endpoint.ts';
import type { Exporter } from './exporter.ts';
import { identityOf, metricsText, type Identity } from './samples.ts';

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** A Pushgateway. PUT: what the run before pushed for this relay and project, and this one does not, is gone. */
export const pushgateway: Exporter = {
  name: 'pushgateway',
  target: ({ pushgatewayUrl }) => pushgatewayUrl,
  verb: 'pushed metrics to',
  async send({ verdict, settings }, url) {
    const group = endpoint(url, groupPath(identityOf(verdict)));
    const headers = { 'content-type': TEXT_FORMAT };
    const delivered = await deliver(group, { method: 'PUT', headers, body: await metricsText(verdict) });
    return delivered.ok ? undefined : `${settings.prefix}_PUSHGATEWAY_URL: ${delivered.because}`;
  },
};

/** Where a relay's metrics are kept; in base64, because a relay's address holds slashes (pushgateway README, "URL"). */
const groupPath = ({ instance, project }: Identity): string =>
  `/metrics/job/relay-canary/instance@base64/${base64(instance)}/project@base64/${base64(project)}`;

/** `=` stands for nothing at all. */
const base64 = (text: string): string => Buffer.from(text).toString('base64url') || '=';
