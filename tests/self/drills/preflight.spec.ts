import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LETTERS } from '../../../lab/drills/drill.ts';
import { neededBy } from '../../../lab/drills/needs.ts';
import { preflight, type Machine } from '../../../lab/drills/preflight.ts';

const GIB = 2 ** 30;

/** A machine that has everything, unless told otherwise. */
const machine = (changes: Partial<Machine> = {}): Machine => ({
  places: (program) => `/usr/bin/${program}`,
  isRoot: true,
  hasCgroups: () => true,
  user: () => undefined,
  freeBytes: () => ({ memory: 8 * GIB, disk: 8 * GIB }),
  ports: () => Promise.resolve(),
  sessions: () => [],
  ...changes,
});

const without =
  (missing: string) =>
  (program: string): string | undefined =>
    program === missing ? undefined : program;

const noUser = (): never => {
  throw new Error('there is no user');
};

test.describe('the preflight', () => {
  test('lets drills begin where everything is there', async () => {
    expect(await preflight(['A', 'B', 'C', 'D', 'E'], machine())).toMatchObject({ problems: [], exitCode: 0 });
  });

  test('names what is missing, its package, and how to do without', async () => {
    const { problems, exitCode } = await preflight(['A', 'C'], machine({ places: without('redis-server') }));
    expect(exitCode).toBe(3);
    expect(problems).toEqual([
      'redis-server is missing: npm run game-day -- install, or apt-get install redis-server; SKIP=C leaves out what needs it',
    ]);
  });

  test('does not ask for what only other drills need', async () => {
    const { exitCode } = await preflight(['B'], machine({ places: without('redis-server') }));
    expect(exitCode).toBe(0);
  });

  for (const [what, changes, exitCode, words] of [
    ['a user', { user: noUser }, 3, 'there is no user'],
    ['root', { isRoot: false }, 3, 'root is needed'],
    ['memory', { freeBytes: () => ({ memory: GIB, disk: 8 * GIB }) }, 2, '1.0 GiB of memory can be had'],
    ['room for files', { freeBytes: () => ({ memory: 8 * GIB, disk: 0 }) }, 2, '0.0 GiB of disk can be had'],
    ['ports', { ports: () => Promise.reject(new Error('no 40 free ports')) }, 2, 'no 40 free ports'],
    ['order', { sessions: () => [{ session: 'x', isOfTheLiving: false }] }, 2, 'npm run game-day -- heal'],
  ] as [string, Partial<Machine>, number, string][])
    test(`refuses to begin without ${what}`, async () => {
      const found = await preflight(['B'], machine(changes));
      expect(found.exitCode).toBe(exitCode);
      expect(found.problems.join()).toContain(words);
    });

  test('says where faults are approximate, and who else is at it', async () => {
    const sessions = (): ReturnType<Machine['sessions']> => [{ session: 'other', isOfTheLiving: true }];
    const { remarks, exitCode } = await preflight(['B'], machine({ hasCgroups: () => false, sessions }));
    expect(exitCode).toBe(0);
    expect(remarks.join('\n')).toMatch(/approximate.*\n.*session other goes on/);
  });

  test('knows every program that a component starts', () => {
    const started = sourcesIn('lab/components').flatMap((text) =>
      [...text.matchAll(/(?:program: |findProgram\(|\.run\(|PROGRAM = |server\('\w+', )'([\w/-]+)'/g)].map(
        ([, program = '']) => program,
      ),
    );
    expect(started.length).toBeGreaterThan(10);
    expect(started.filter((program) => program !== 'sh' && !neededBy(LETTERS).includes(program))).toEqual([]);
  });
});

const sourcesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(directory, name), 'utf8'));
