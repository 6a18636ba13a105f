import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { MINIO_VERSION } from '../../../lab/components/objects/minio.ts';
import { install } from '../../../lab/drills/install/install.ts';
import { buildMinio, builtFrom } from '../../../lab/drills/install/minio.ts';
import { shell, type Ran, type Shell } from '../../../lab/drills/install/shell.ts';

/** Nothing is run: commands that begin like one of these answer so, all others end well and say nothing. */
const answering =
  (answers: Record<string, Partial<Ran>>, ran: string[] = []): Shell =>
  (command) => {
    const line = command.join(' ');
    ran.push(line);
    const [, answer] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
    return Promise.resolve({ code: 0, output: '', ...answer });
  };

const NOT_THERE = 'relay-canary-no-such-program';

test.describe('the installation', () => {
  test('does nothing where nothing is missing, and tells versions and places', async () => {
    const said: string[] = [];
    const ran: string[] = [];
    const noting: Shell = (command, options) => {
      ran.push(command.join(' '));
      return shell(command, options);
    };
    const say = (line: string): void => void said.push(line);
    expect(await install({ programs: ['sh', 'mount'], run: noting, say })).toBe(0);
    expect(ran.filter((line) => /apt-get|useradd|go /.test(line))).toEqual([]);
    expect(said.join('\n')).toMatch(/\| mount +\| \d+\.\d+[\d.]* +\| \S*\/mount/);
    expect(said.at(-1)).toBe('Everything that the drills need is here.');
  });

  test('asks Debian for what is missing, with no service started, and is honest where it does not come', async () => {
    const ran: string[] = [];
    const said: string[] = [];
    const run = answering({ 'cat ': { code: 1 }, 'systemctl ': { code: 1 } }, ran);
    const say = (line: string): void => void said.push(line);
    expect(await install({ programs: [NOT_THERE], run, say })).toBe(3);
    const [policy, packages, policyGone] = ['sh -c printf', 'apt-get install', 'rm -f /usr/sbin/policy-rc.d'].map(
      (start) => ran.findIndex((line) => line.includes(start)),
    ) as [number, number, number];
    expect([policy, packages, policyGone]).not.toContain(-1);
    expect(policy < packages && packages < policyGone).toBe(true);
    expect(ran[packages]).toContain(NOT_THERE);
    expect(said.join('\n')).toContain(`missing: ${NOT_THERE}; no drill goes without it`);
  });

  test('tells the words of Debian, and goes on to tell what is there', async () => {
    const said: string[] = [];
    const run = answering({ 'apt-get update': { code: 100, output: 'Temporary failure resolving' } });
    expect(await install({ programs: [NOT_THERE, 'sh'], run, say: (line) => void said.push(line) })).toBe(3);
    expect(said.join('\n')).toMatch(/\| sh +\|[^]*apt-get update: Temporary failure resolving/);
  });

  test('leaves a policy alone that somebody else made', async () => {
    const ran: string[] = [];
    const run = answering({ 'cat ': { output: '#!/bin/sh\nexit 101\n' }, 'systemctl ': { code: 1 } }, ran);
    await install({ programs: [NOT_THERE], run, say: () => undefined });
    expect(ran.filter((line) => line.includes('policy-rc.d') && !line.startsWith('cat '))).toEqual([]);
  });

  test('builds MinIO in the version of the drills, and puts it on the path', async () => {
    const ran: string[] = [];
    const run = answering({ 'go version': { output: 'go version go1.26.8 linux/amd64' } }, ran);
    expect(await buildMinio(run, () => undefined)).toBe(undefined);
    expect(ran).toContain(`go install -v github.com/minio/minio@${MINIO_VERSION}`);
    expect(ran.at(-1)).toMatch(/install -m 755 \S+\/minio \/usr\/local\/bin\/minio$/);
  });

  test('says where Go is missing, too old, or does not build it', async () => {
    const old = { output: 'go version go1.19.8 linux/amd64' };
    const missing = { code: null, output: 'spawn go ENOENT' };
    for (const go of [old, missing])
      expect(await buildMinio(answering({ 'go version': go, '/usr/local/go': missing }), () => undefined)).toMatch(
        /^minio: Go is missing, or older than 1\.21: .*SKIP=D/,
      );
    const broken = { 'go version': { output: 'go1.24' }, 'go install': { code: 1, output: 'proxy: 404' } };
    expect(await buildMinio(answering(broken), () => undefined)).toBe('minio: go install: proxy: 404');
  });

  test('knows by a binary which version it was built from', ({}, testInfo) => {
    const binary = testInfo.outputPath('minio');
    writeFileSync(
      binary,
      `\x7fELF\0path\tgithub.com/minio/minio\nmod\tgithub.com/minio/minio\t${MINIO_VERSION}\th1:x=\n`,
    );
    expect(builtFrom(binary)).toBe(MINIO_VERSION);
    writeFileSync(binary, 'mod\tgithub.com/minio/console\tv1.0.0\n');
    expect(builtFrom(binary)).toBe(undefined);
  });
});
