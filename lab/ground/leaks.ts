import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cgroupMount, isOurs } from './ours.ts';
import { givenPorts } from './ports.ts';
import { allProcesses, signOfOurs } from './processes.ts';
import { findProgram } from './program.ts';
import { mounts, tool } from './undo.ts';

/** What of sessions is on a machine, each in words that say which one it is. */
export interface Stock {
  cgroups: string[];
  processes: string[];
  /** Ports that this process gave out and on which somebody listens. */
  ports: string[];
  namespaces: string[];
  tables: string[];
  mounts: string[];
  directories: string[];
}

/** Looks at everything that sessions make: this one, others that go on, and those that were not cleared. */
export async function takeStock(): Promise<Stock> {
  const temporary = realpathSync(tmpdir());
  const cgroups = cgroupMount();
  const listening = new Set(listeningPorts());
  return {
    cgroups: cgroups === undefined ? [] : oursIn(cgroups),
    processes: allProcesses().flatMap(({ pid, name, startedAt }) => {
      const sign = pid === process.pid ? undefined : signOfOurs(pid);
      return sign === undefined ? [] : [`${name} (pid ${pid}, started at tick ${startedAt}; ${sign})`];
    }),
    ports: givenPorts()
      .filter((port) => listening.has(port))
      .map((port) => `127.0.0.1:${port}`),
    namespaces: oursIn('/run/netns'),
    tables: await tables(),
    mounts: mounts().filter((mount) => isOurs(mount.slice(temporary.length + 1).split('/')[0] ?? '')),
    directories: oursIn(temporary).map((name) => join(temporary, name)),
  };
}

const KINDS: Record<keyof Stock, string> = {
  cgroups: 'the cgroup',
  processes: 'the process',
  ports: 'a listener on',
  namespaces: 'the network namespace',
  tables: 'the nftables table',
  mounts: 'the mount',
  directories: 'the directory',
};

/** What is there now and was not before, in words; empty where nothing leaked. */
export const compareStock = (before: Stock, after: Stock): string[] =>
  (Object.keys(KINDS) as (keyof Stock)[]).flatMap((kind) =>
    after[kind].filter((one) => !before[kind].includes(one)).map((one) => `${KINDS[kind]} ${one} is left`),
  );

const oursIn = (directory: string): string[] => (existsSync(directory) ? readdirSync(directory).filter(isOurs) : []);

/** Source: proc(5), /proc/net/tcp: the local address and port in hexadecimal, and state 0A for a listener. */
const listeningPorts = (): number[] =>
  ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
    .map(([, local = '']) => parseInt(local.slice(local.lastIndexOf(':') + 1), 16));

/** Of this network namespace; those of others go with them. None where nft is not installed or not ours to ask: then nobody made one. */
async function tables(): Promise<string[]> {
  if (process.getuid?.() !== 0 || !isInstalled('nft')) return [];
  const listed = await tool(['nft', 'list', 'tables']);
  return listed
    .split('\n')
    .map((line) => line.replace(/^table /, ''))
    .filter((table) => isOurs(table.split(' ')[1] ?? ''));
}

function isInstalled(program: string): boolean {
  try {
    findProgram(program);
    return true;
  } catch {
    return false;
  }
}
