import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A program that is needed and that this machine has not got. */
export class MissingTool extends Error {}

/** Debian's packages that are not called like the program in them. */
const PACKAGES: Partial<Record<string, string>> = {
  initdb: 'postgresql-15',
  postgres: 'postgresql-15',
  pg_ctl: 'postgresql-15',
  pgbench: 'postgresql-15',
  psql: 'postgresql-client-15',
  pg_autoctl: 'pg-auto-failover-cli postgresql-15-auto-failover',
  'redis-cli': 'redis-tools',
  nginx: 'nginx-light',
  rabbitmqctl: 'rabbitmq-server',
  promtool: 'prometheus',
  amtool: 'prometheus-alertmanager',
  'swift-ring-builder': 'swift',
  'swift-proxy-server': 'swift-proxy',
  'swift-account-server': 'swift-account',
  'swift-container-server': 'swift-container',
  'swift-object-server': 'swift-object',
  nft: 'nftables',
  ip: 'iproute2',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  mount: 'mount',
  umount: 'mount',
};

/** Where programs are looked for: servers' own places first (Debian's psql is a slow wrapper), then the path. */
export const programPath = (): string =>
  [
    ...postgresPlaces(),
    ...(process.env['PATH'] ?? '').split(':'),
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/bin',
    '/sbin',
    '/bin',
  ]
    .filter((place, index, all) => place && all.indexOf(place) === index)
    .join(':');

/** Debian's packages of a program. */
export const packagesOf = (program: string): string[] => (PACKAGES[program] ?? program).split(' ');

/** The whole path of a program. Throws MissingTool with the name of Debian's package where it is not there. */
export function findProgram(program: string): string {
  const candidates = program.includes('/')
    ? [program]
    : programPath()
        .split(':')
        .map((place) => join(place, program));
  const found = candidates.find(isProgram);
  if (found !== undefined) return found;
  const name = program.slice(program.lastIndexOf('/') + 1);
  throw new MissingTool(
    `game day: ${program} is not installed here; on Debian: apt-get install ${packagesOf(name).join(' ')}, or: npm run game-day -- install`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Newest first. */
function postgresPlaces(): string[] {
  const root = '/usr/lib/postgresql';
  try {
    return readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}
