import { randomBytes } from 'node:crypto';
import { sha256Of } from '../../system/media/bucket.ts';
import type { Client } from '../people/talker.ts';
import { startCaller, type CallerOptions } from './caller.ts';

type Calling = Pick<CallerOptions, 'http' | 'token' | 'history'> & { everyMs?: number };

/** GET /api/v1/health, once with the sticky cookie and once without: what a probe sees, and what a user with a session sees. */
export const watchHealth = (calling: Calling): Client =>
  both((name, isSticky) =>
    startCaller({
      everyMs: 250,
      ...calling,
      name,
      isSticky,
      op: 'health',
      next: () => ({ method: 'GET', path: '/api/v1/health' }),
    }),
  );

/** The same as the field's probe asks it: without a cookie, each few seconds, and each time anew. */
export const probeHealth = (calling: Calling): Client =>
  startCaller({
    ...{ everyMs: 5_000, ...calling, name: 'probe', isSticky: false, op: 'probe' },
    next: () => ({ method: 'GET', path: '/api/v1/health' }),
  });

/** GET /health, which is answered by the relay alone: what HAProxy gives to people while a relay dies. */
export const getPages = (calling: Calling): Client =>
  both((name, isSticky) =>
    startCaller({
      everyMs: 50,
      ...calling,
      name,
      isSticky,
      op: 'get-page',
      next: () => ({ method: 'GET', path: '/health' }),
    }),
  );

/** PUT of markers, each with a name of its own that is its value too; see storedMarkers. */
export const putMarkers = (calling: Calling): Client =>
  both((name, isSticky) => {
    const series = randomBytes(4).toString('hex');
    const next = (count: number): { method: 'PUT'; path: string; body: Buffer; id: string } => {
      const id = `${series}-${count}`;
      return { method: 'PUT', path: `/api/v1/markers/${id}`, body: Buffer.from(id), id };
    };
    return startCaller({ everyMs: 50, ...calling, name, isSticky, op: 'put-marker', next });
  });

export interface Photographers extends Client {
  /** The sha256 of everything that was tried, by name; see storedMedia. */
  sums: ReadonlyMap<string, string>;
}

/** PUT of media of so many bytes, each different. */
export function putMedia({ sizeBytes = 64 * 1024, ...calling }: Calling & { sizeBytes?: number }): Photographers {
  const sums = new Map<string, string>();
  const { stop } = both((name, isSticky) => {
    const next = (): { method: 'PUT'; path: string; body: Buffer; id: string } => {
      const body = randomBytes(sizeBytes);
      const sum = sha256Of(body);
      const id = `${sum.slice(0, 16)}.bin`;
      sums.set(id, sum);
      return { method: 'PUT', path: `/api/v1/media/${id}`, body, id };
    };
    return startCaller({ everyMs: 250, ...calling, name: `photographer-${name}`, isSticky, op: 'put-medium', next });
  });
  return { sums, stop };
}

function both(start: (name: string, isSticky: boolean) => Client): Client {
  const clients = [start('sticky', true), start('stranger', false)];
  return {
    stop: async () => {
      await Promise.all(clients.map(({ stop }) => stop()));
    },
  };
}
