import { dirname, join } from 'node:path';
import { findProgram } from '../../ground/program.ts';
import type { Ground } from '../../ground/ground.ts';
import type { ProfileName } from './profiles.ts';
import { MONITOR_DATABASE, monitorFile, monitorSettings, nodeSettings } from './settings.ts';

/** Directories of one cluster, all below one place. */
export interface Places {
  sockets: string;
  monitor: string;
  nodes: [string, string];
  /** For pg_autoctl and the programs that it starts. */
  environment: Record<string, string>;
}

interface Preparation {
  monitorPort: number;
  profile: ProfileName;
  isSynchronous: boolean;
}

/** As a script: pg_autoctl demands that the directory for what runs is closed to others. */
const MAKE_PLACES = 'rm -rf "$0"/* && cd "$0" && mkdir -m 700 run && mkdir config data sockets';

/**
 * Makes what the monitor and the first node start from: one initdb, copied. The monitor's extension is made in single-user mode, so
 * that nothing listens before its settings are there. The second node is a pg_basebackup of the first.
 */
export async function prepare(ground: Ground, { monitorPort, ...options }: Preparation): Promise<Places> {
  const root = ground.place('postgres');
  const at = (name: string): string => join(root, name);
  const environment = {
    PATH: `${dirname(findProgram('pg_ctl'))}:/usr/bin:/bin`, // pg_autoctl complains of every place that it may not look into.
    HOME: root,
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_RUNTIME_DIR: at('run'),
    PG_REGRESS_SOCK_DIR: at('sockets'), // Where the monitor's Postgres puts its socket: Debian's place is not ours to write in.
    PGHOST: at('sockets'),
    LC_ALL: 'C.UTF-8',
  };
  const places: Places = {
    sockets: at('sockets'),
    monitor: at('monitor'),
    nodes: [at('postgres-1'), at('postgres-2')],
    environment,
  };
  const shell: Shell = (script, directory, input = '') =>
    ground.run('sh', ['-c', script, directory], { environment, input, withinMs: 60_000 });

  await shell(MAKE_PLACES, root);
  await ground.run('initdb', ['-D', places.monitor, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], {
    environment,
    withinMs: 60_000,
  });
  await shell(`cp -a ${places.monitor} "$0" && cat >> "$0"/postgresql.conf`, places.nodes[0], nodeSettings(options));
  await makeMonitor(shell, places, { monitorPort, ...options });
  return places;
}

/** Runs a script with a directory as $0 and something to read. */
type Shell = (script: string, directory: string, input?: string) => Promise<string>;

async function makeMonitor(
  shell: Shell,
  { monitor, sockets, environment }: Places,
  { monitorPort, profile }: Preparation,
): Promise<void> {
  const alone = `${findProgram('postgres')} --single -D "$0" -F`;
  const database = `create database ${MONITOR_DATABASE} owner autoctl;`;
  await shell(`${alone} postgres`, monitor, `create role autoctl login;\n${database}\n`);
  const extended = `${alone} -c shared_preload_libraries=pgautofailover ${MONITOR_DATABASE}`;
  await shell(extended, monitor, 'create extension pgautofailover cascade;\n');
  await shell('cat >> "$0"/postgresql.conf', monitor, monitorSettings(profile));
  const file = monitorFile({ data: monitor, sockets, port: monitorPort, pgCtl: findProgram('pg_ctl') });
  const directory = join(environment['XDG_CONFIG_HOME'] ?? '', 'pg_autoctl', monitor); // Where pg_autoctl looks for it.
  await shell('mkdir -p "$0" && cat > "$0"/pg_autoctl.cfg', directory, file);
}
