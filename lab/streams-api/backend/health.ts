import type { Api } from '../api.ts';
import { shownNetwork } from '../network.ts';
import type { Answer } from '../seams.ts';
import type { BackendStream } from './stream.ts';

/** What a report begins with. */
export const health = (status: 'ok' | 'error'): object => ({
  ...{ status, service: 'streampay-backend', timestamp: new Date().toISOString() },
});

/** 200 where database and chain are there, else 503; what is not is named. */
export function readiness({ seams, store, network }: Api<BackendStream>): Answer {
  const checks = seams.checks({ database: { isHealthy: store.isAlive() }, rpc: { isHealthy: true } });
  const isReady = Object.values(checks).every(({ isHealthy }) => isHealthy);
  const details = Object.entries(checks).map(([name, { isHealthy }]) => [name, isHealthy ? 'healthy' : 'unhealthy']);
  const shown = shownNetwork(network());
  const body = {
    ...health(isReady ? 'ok' : 'error'),
    details: Object.fromEntries(details) as Record<string, string>,
    ...(shown && { network: shown }),
  };
  return seams.readiness({ status: isReady ? 200 : 503, headers: {}, body });
}
