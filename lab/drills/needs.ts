import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, packagesOf } from '../ground/program.ts';
import type { StoreKind } from '../components/objects/start.ts';
import type { Drill, Letter } from './drill.ts';
import { storeOf } from './store.ts';

/** The extension of PostgreSQL by which pg_auto_failover keeps its books: a file, not a program. */
const EXTENSION = 'pgautofailover.so';

/** RabbitMQ's own script: the one on the path wants to be root or rabbitmq. */
const RABBITMQ = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** What every drill starts or asks: the ground, HAProxy before the relays, the alerts. */
const EVERYWHERE = [
  ...['setpriv', 'nsenter', 'ip', 'nft', 'haproxy'],
  ...['prometheus', 'prometheus-alertmanager', 'prometheus-blackbox-exporter'],
];

/** What each letter needs besides. */
const OF_LETTER: Record<Letter, string[]> = {
  A: ['initdb', 'postgres', 'pg_ctl', EXTENSION, 'pg_autoctl', 'pgbouncer', 'pgbench'],
  B: [],
  C: ['redis-server'],
  D: ['minio', 'nginx', 'mount', 'umount'],
  E: [RABBITMQ],
};

/** The programs that these drills, or all drills of these letters, need of this machine, each once. Default store: as GAME_DAY_STORE says. */
export function neededBy(drills: Iterable<Letter | Drill['id']>, store: StoreKind = storeOf()): string[] {
  const all = [...drills].flatMap((drill) => OF_LETTER[drill.charAt(0) as Letter]);
  return [...new Set([...EVERYWHERE, ...all])].filter((program) => program !== 'minio' || store === 'minio');
}

/** The letters whose drills need a program; empty: all of them do. */
export const lettersOf = (program: string): Letter[] =>
  (Object.keys(OF_LETTER) as Letter[]).filter((letter) => OF_LETTER[letter].includes(program));

/** Where a program is; undefined where it is missing. */
export function placeOf(program: string): string | undefined {
  try {
    if (program !== EXTENSION) return findProgram(program);
    const file = join(dirname(findProgram('postgres')), '..', 'lib', EXTENSION);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Debian's packages of a program; none where no release of Debian has it. */
export function debianPackagesOf(program: string): string[] {
  if (program === 'minio') return [];
  if (program === EXTENSION) return packagesOf('pg_autoctl');
  return packagesOf(program.slice(program.lastIndexOf('/') + 1));
}
