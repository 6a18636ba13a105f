import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Undo } from '../../../lab/ground/ground.ts';
import { takeStock } from '../../../lab/ground/leaks.ts';
import { readProcess } from '../../../lab/ground/processes.ts';
import { takeBack } from '../../../lab/ground/undo.ts';
import { healAll, writtenLogs } from '../../../lab/ground/undo-log.ts';
import { expect, test } from './ground.ts';

const FOREIGN: Undo[] = [
  { undo: 'remove-directory', path: '/etc/relay-canary-2026-11-22T05-00-00-3f2a' },
  { undo: 'remove-directory', path: join(tmpdir(), 'somebody') },
  { undo: 'remove-directory', path: join(tmpdir(), 'relay-canary-2026-11-22T05-00-00-3f2a/../somebody') },
  { undo: 'remove-directory', path: tmpdir() },
  { undo: 'unmount', path: '/' },
  { undo: 'end-cgroup', path: '/sys/fs/cgroup/system.slice' },
  { undo: 'thaw-cgroup', path: '/sys/fs/cgroup/unified/../relay-canary-2026-11-22T05-00-00-3f2a' },
  { undo: 'end-marked', marker: 'somebody' },
  { undo: 'delete-namespace', name: 'relay-canary' },
  { undo: 'delete-table', family: 'inet', name: 'filter' },
  { undo: 'end-pids', pids: [1], startedAt: [readProcess(1)?.startedAt ?? ''] },
];

test.describe('what is taken back', () => {
  test('is ours: anything else is refused', async () => {
    for (const undo of FOREIGN)
      await expect(takeBack(undo), JSON.stringify(undo)).rejects.toThrow(/game day refuses to/);
  });

  test('is ours also by way of a symbolic link', async ({ ground }) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'somebody-'));
    mkdirSync(join(elsewhere, 'kept'));
    symlinkSync(elsewhere, join(ground.directory, 'link'));
    const undo = { undo: 'remove-directory', path: join(ground.directory, 'link', 'kept') } as const;
    await expect(takeBack(undo)).rejects.toThrow(/game day refuses to/);
    expect(readdirSync(elsewhere)).toEqual(['kept']);
    rmSync(elsewhere, { recursive: true });
  });

  test('goes newest first, each whatever became of the others, and once', async ({ ground }) => {
    const [outer, inner] = [ground.place('outer'), join(ground.place('outer'), 'inner')];
    mkdirSync(inner);
    ground.undo.note({ undo: 'remove-directory', path: outer });
    ground.undo.note({ undo: 'unmount', path: '/' });
    ground.undo.note({ undo: 'remove-directory', path: inner });
    ground.undo.note({ undo: 'remove-directory', path: ground.place('done') }).done();
    const failed = await ground.undo.undoAll();
    expect(failed).toEqual([expect.stringMatching(/^unmount: game day refuses to touch/)]);
    expect(existsSync(outer)).toBe(false);
    const log = readFileSync(logOf(ground.session), 'utf8');
    expect(log.match(/"done":\d/g)).toEqual(['"done":6', '"done":5', '"done":3', '"done":2', '"done":1']);
    rmSync(logOf(ground.session)); // The refused one would be tried for ever.
  });

  test('does not need whole lines, nor a deed that is still to be undone', async ({ ground }) => {
    const path = ground.place('late');
    appendFileSync(logOf(ground.session), '{"id":7,"undo":{"undo":"unmo');
    ground.undo.note({ undo: 'remove-directory', path });
    ground.undo.note({ undo: 'remove-directory', path: `${path}-never-made` });
    expect(await ground.undo.undoAll()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  test('is all of a session whose driver was killed', async () => {
    const driver = await startDriver();
    const told: string[] = [];
    await healAll((line) => told.push(line), driver.state);
    expect(told.splice(0)).toEqual([`session ${driver.session}: still going on, left alone`]);
    await driver.end('SIGKILL');
    expect((await stockOf(driver.session)).join(), 'nodes outlive their driver').toContain('sleep');
    expect(await healAll((line) => told.push(line), driver.state)).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/session .*: \d+ of \d+ deeds taken back/)]);
    expect(await stockOf(driver.session)).toEqual([]);
    expect(await healAll(undefined, driver.state), 'a second time').toEqual([]);
    rmSync(driver.state, { recursive: true });
  });

  test('is all of a session whose driver is told to end', async () => {
    const driver = await startDriver();
    expect(await driver.end('SIGINT')).toBe(130);
    expect(await stockOf(driver.session)).toEqual([]);
    expect(writtenLogs(driver.state)).toEqual([]);
    rmSync(driver.state, { recursive: true });
  });
});

const logOf = (session: string): string => writtenLogs().find((log) => log.session === session)?.file ?? '';

/** All that a session has on the machine, in words. */
const stockOf = async (session: string): Promise<string[]> => {
  const { cgroups, processes, namespaces, tables, mounts, directories } = await takeStock();
  const all = [cgroups, processes, namespaces, tables, mounts, directories].flat();
  return all.filter((one) => one.includes(session));
};

async function startDriver(): Promise<{
  session: string;
  state: string;
  end: (by: NodeJS.Signals) => Promise<unknown>;
}> {
  const state = mkdtempSync(join(tmpdir(), 'relay-canary-state-'));
  const driver = spawn(process.execPath, ['--import', 'tsx', 'tests/self/ground/driver.ts'], {
    env: { ...process.env, RELAY_CANARY_STATE: state },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  const session = await new Promise<string>((resolve, reject) => {
    driver.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    driver.once('exit', () => reject(new Error('the driver ended')));
  });
  return {
    session,
    state,
    end: (by) => {
      driver.kill(by);
      return ended;
    },
  };
}
