import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { lockReports } from '../../../gate/run/lock.ts';
import { expect, test as base } from '../metrics/with-scratch.ts';

/** A process that has ended long ago: no id is as high as this. */
const GONE = 2 ** 22 + 1;

const test = base.extend<{ reports: string; leaveLock: (holder: object | string, ageMs?: number) => void }>({
  reports: async ({ scratch }, use) => use(scratch.file('reports')),
  leaveLock: async ({ reports }, use) =>
    use((holder, ageMs = 0) => {
      const file = `${reports}/.gate.lock`;
      mkdirSync(reports, { recursive: true });
      writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
      utimesSync(file, new Date(), new Date(Date.now() - ageMs));
    }),
});

test.describe('a directory of reports', () => {
  test('is kept for one gate until it gives it back', ({ reports, leaveLock }) => {
    leaveLock({ pid: process.ppid, host: hostname() });
    expect(() => lockReports(reports)).toThrow(`is in use by another gate (process ${process.ppid}): wait for it`);
    leaveLock({ pid: GONE, host: hostname() });
    const unlock = lockReports(reports);
    unlock();
    expect(existsSync(`${reports}/.gate.lock`)).toBe(false);
    expect(() => lockReports(reports)).not.toThrow();
  });

  test('is taken over where the gate that had it is gone, or had our own id in another container', ({
    reports,
    leaveLock,
  }) => {
    for (const pid of [GONE, process.pid]) {
      leaveLock({ pid, host: hostname() });
      expect(() => lockReports(reports)).not.toThrow();
    }
  });

  for (const holder of [{ pid: 1, host: 'another-machine' }, '', '{"pid":', 'null'])
    test(`is taken over after a quarter of an hour from ${JSON.stringify(holder)}, whom nobody here can ask`, ({
      reports,
      leaveLock,
    }) => {
      leaveLock(holder, 14 * 60_000);
      expect(() => lockReports(reports)).toThrow('is in use by another gate');
      leaveLock(holder, 16 * 60_000);
      expect(() => lockReports(reports)).not.toThrow();
    });
});
