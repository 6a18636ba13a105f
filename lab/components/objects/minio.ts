import { existsSync } from 'node:fs';
import type { Ground, NodeProgram } from '../../ground/ground.ts';
import { findProgram } from '../../ground/program.ts';
import { until } from '../../ground/until.ts';
import type { Health } from './front.ts';
import type { Credentials } from './s3.ts';

/** How the server is got, since it is in no Debian release: `go install github.com/minio/minio@VERSION` with Go 1.24 or newer. */
export const MINIO_VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';

/** Source: cmd/healthcheck-router.go. */
export const MINIO_HEALTH: Health = { serves: '/minio/health/live', takesWrites: '/minio/health/cluster' };

const JOINED_WITHIN_MS = 30_000;

interface MinioNode {
  /** Which of them, from 0. */
  index: number;
  /** The port of each, and the empty or used disk of each. */
  ports: number[];
  disks: string[];
  credentials: Credentials;
}

/** Throws with the way to get it where the server is missing. */
export function requireMinio(): void {
  try {
    findProgram('minio');
  } catch (cause) {
    const build = `go install github.com/minio/minio@${MINIO_VERSION}`;
    throw new Error(
      `objects: minio is not on the path: npm run game-day -- install, or: ${build} and copy it to /usr/local/bin`,
      { cause },
    );
  }
}

/**
 * In a container MinIO waits for ever for its peers to leave loopback. As 0.0.0.0 they are not taken for loopback, and
 * _MINIO_SERVER_LOCAL says which one is itself; connections to 0.0.0.0 go to 127.0.0.1, where they listen.
 * Source: UpdateIsLocal in MinIO's cmd/endpoint.go, IsDocker in cmd/update.go.
 */
const peerHost = (): string =>
  ['/.dockerenv', '/run/.containerenv'].some((file) => existsSync(file)) ? '0.0.0.0' : '127.0.0.1';

/** One of the MinIO servers that make an erasure set of two fragments of data and two of parity. */
export function minioNode(ground: Ground, { index, ports, disks, credentials }: MinioNode): NodeProgram {
  const host = peerHost();
  const own = ports[index] ?? 0;
  const name = `objects-${index + 1}`;
  return {
    name,
    program: 'minio',
    arguments: [
      'server',
      ...['--address', `127.0.0.1:${own}`],
      ...['--certs-dir', ground.place(`${name}-certificates`)],
      ...disks.map((disk, peer) => `http://${host}:${ports[peer] ?? 0}${disk}`),
    ],
    environment: {
      MINIO_ROOT_USER: credentials.accessKeyId,
      MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
      MINIO_STORAGE_CLASS_STANDARD: 'EC:2',
      _MINIO_SERVER_LOCAL: `${host}:${own}`,
      /** Lets the four disks be directories of one real disk. */
      MINIO_CI_CD: '1',
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
    isReady: () => isLive(own),
  };
}

/** It serves; whether it finds enough others is another question, so that a node can be started while two are dead. */
const isLive = (port: number): Promise<boolean> => isWell(port, 'live');

/** Resolves when this node, too, can write to enough others; the first start formats the disks. Throws after 30 s. */
export async function knowsTheOthers(port: number): Promise<void> {
  if (!(await until(() => isWell(port, 'cluster'), JOINED_WITHIN_MS, 50)))
    throw new Error(`objects: the node on port ${port} does not find the others within ${JOINED_WITHIN_MS} ms`);
}

const isWell = (port: number, what: 'live' | 'cluster'): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/minio/health/${what}`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok, headers }) => ok && !headers.has('x-minio-server-status'),
    () => false,
  );
