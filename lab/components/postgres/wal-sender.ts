import { readFileSync } from 'node:fs';
import { until } from '../../ground/until.ts';
import { ask } from './ask.ts';
import { DATABASE, USER } from './settings.ts';

export interface FrozenWalSender {
  pid: number;
  thaw(): void;
}

const STOPPED_WITHIN_MS = 2_000;

/**
 * SIGSTOP for the process that sends the WAL. What is committed from now on stays on the primary; a kill of the primary alone loses
 * nothing on loopback, because the kernel still delivers what was sent. Resolves when the kernel says that it is stopped. It ends with
 * its node, so it needs no undo of its own.
 */
export async function freezeWalSender({ host, port }: { host: string; port: number }): Promise<FrozenWalSender> {
  const { rows } = await ask({ host, port, user: USER, database: DATABASE }, (client) =>
    client.query<{ pid: number }>(`select pid from pg_stat_replication where state = 'streaming'`),
  );
  const pid = rows[0]?.pid;
  if (pid === undefined)
    throw new Error(`postgres: the primary on port ${port} sends its WAL to nobody; wait until it is settled`);
  process.kill(pid, 'SIGSTOP');
  const isStopped = (): boolean => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
  if (await until(isStopped, STOPPED_WITHIN_MS)) return { pid, thaw: () => void continued(pid) };
  throw new Error(`postgres: the WAL sender ${pid} goes on ${STOPPED_WITHIN_MS} ms after SIGSTOP`);
}

function continued(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGCONT');
  } catch {
    return false; // It is gone, with its node.
  }
}
