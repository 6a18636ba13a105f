import type { Api } from '../api.ts';
import { shownNetwork } from '../network.ts';
import type { Answer, DependencyCheck } from '../seams.ts';
import type { FrontendStream } from './stream.ts';

const now = (): string => new Date().toISOString();

const asCheck = ({ isHealthy, message }: DependencyCheck): object => ({
  status: isHealthy ? 'ok' : 'degraded',
  ...(message !== undefined && { message }),
  checked_at: now(),
});

const answer = (status: number, body: unknown): Answer => ({ status, headers: {}, body });

/** 200 where all that the API needs is there, else 503; what is missing is named. */
export function readiness({ seams, network, users }: Api<FrontendStream>): Answer {
  const { horizonUrl, ...chain } = network();
  const checks = seams.checks({
    config: { isHealthy: users.length > 0 },
    stellar: { isHealthy: true, ...(horizonUrl !== undefined && { message: `reachable: ${horizonUrl}` }) },
    kms: { isHealthy: true },
  });
  const isReady = Object.values(checks).every(({ isHealthy }) => isHealthy);
  const shown = shownNetwork(chain);
  return seams.readiness(
    answer(isReady ? 200 : 503, {
      status: isReady ? 'ok' : 'degraded',
      checks: Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, asCheck(check)])),
      ...(shown && { network: shown }),
    }),
  );
}

/** Whether streams can be kept. `requestId` is named where not. */
export function streamsHealth({ seams, store }: Api<FrontendStream>, requestId: string): Answer {
  const { database } = seams.checks({ database: { isHealthy: store.isAlive() } });
  return database?.isHealthy === true
    ? answer(200, {
        ...{ status: 'ok', checked_at: now() },
        dependencies: { database: { status: 'ok', kind: 'sqlite' } },
      })
    : answer(503, {
        error: { code: 'SERVICE_UNAVAILABLE', message: 'The database does not answer.', request_id: requestId },
      });
}
