import { expect, test } from '@playwright/test';
import type { HealthSample } from '../../../fixtures/split-brain/pyrycode/health.ts';
import { processesBehind } from '../../../fixtures/split-brain/pyrycode/processes.ts';
import { instancesByCookie } from '../../../fixtures/split-brain/sticky-cookies.ts';

/** Answers that were asked for at these seconds and took 50 ms, and the uptimes in them. */
const answers = (...told: [atSeconds: number, uptimeSeconds: number][]): HealthSample[] =>
  told.map(([atSeconds, uptimeSeconds]) => ({
    ...{ version: 'dev', binaries: 1, uptimeSeconds },
    ...{ sentMs: atSeconds * 1000, receivedMs: atSeconds * 1000 + 50 },
  }));

test.describe('processes', () => {
  test('are one where uptime goes with the time', () => {
    expect(processesBehind(answers([100, 7], [100.9, 8], [101.1, 8], [102, 9], [103, 10]))).toBeUndefined();
  });

  test('are one where a clock is off by a second', () => {
    expect(processesBehind(answers([100, 7], [101, 7], [102, 9], [103, 11]))).toBeUndefined();
  });

  test('are one where it was restarted in between', () => {
    expect(processesBehind(answers([100, 5000], [101, 5001], [103, 0], [104, 1], [110, 7]))).toBeUndefined();
  });

  test('are one where nothing was told', () => {
    expect(processesBehind([])).toBeUndefined();
  });

  test('are two where uptime goes back and forth', () => {
    expect(processesBehind(answers([100, 5000], [101, 12], [102, 5002], [103, 14]))).toEqual({
      count: 2,
      upSeconds: [5003, 14],
    });
  });

  test('are two where both answer at the same moment', () => {
    expect(processesBehind(answers([100, 60], [100, 6], [100, 60]))?.count).toBe(2);
  });

  test('are three where there are three uptimes', () => {
    expect(processesBehind(answers([100, 5000], [100, 12], [101, 300], [102, 5002]))?.count).toBe(3);
  });
});

test.describe('cookies', () => {
  const cookies = (...values: string[]): string[] => values.map((value) => `SERVED=${value}`);

  test('name as many instances as come again and again', () => {
    expect(instancesByCookie(cookies('a', 'b', 'a', 'b', 'a'))).toEqual({ instances: 2, name: 'SERVED' });
  });

  test('tell nothing where they are the same, new each time, or not there', () => {
    expect(instancesByCookie(cookies('a', 'a', 'a')).instances).toBe(1);
    expect(instancesByCookie(cookies('a', 'b', 'c', 'd')).instances).toBe(1);
    expect(instancesByCookie([]).instances).toBe(1);
  });
});
