import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import { metricsText } from '../../../gate/metrics/samples.ts';
import { contextOf, greenRun, redRun } from './verdicts.ts';
import { expect, test } from './with-scratch.ts';

test.describe('the text file', () => {
  test('holds the metrics, is readable by all, and leaves nothing beside it', async ({ scratch }) => {
    const [file, verdict] = [scratch.file('canary.prom'), redRun()];
    const [action] = await exportMetrics(contextOf({ textfile: file }, { verdict }));
    expect(action).toMatchObject({ name: 'textfile', outcome: 'done', detail: `has written ${file}` });
    expect(readFileSync(file, 'utf8')).toBe(await metricsText(verdict));
    expect(statSync(file).mode & 0o777).toBe(0o644);
    expect(readdirSync(scratch.file('.'))).toEqual(['canary.prom']);
  });

  test('is readable by all, whatever the umask and the file before it', async ({ scratch }) => {
    const file = scratch.file('canary.prom');
    writeFileSync(file, '', { mode: 0o600 });
    const umask = process.umask(0o077);
    await exportMetrics(contextOf({ textfile: file }));
    process.umask(umask);
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test('takes the place of the old one in one step: who reads the old one reads it to its end', async ({ scratch }) => {
    // Given a reader who has the file open
    const [file, verdict] = [scratch.file('canary.prom'), redRun()];
    await exportMetrics(contextOf({ textfile: file }, { verdict }));
    const reader = openSync(file, 'r');
    // When the next run writes
    await exportMetrics(contextOf({ textfile: file }, { verdict: greenRun() }));
    // Then the reader still has all of the old one, and the next reader all of the new one
    expect(readFileSync(reader, 'utf8')).toBe(await metricsText(verdict));
    expect(readFileSync(file, 'utf8')).toContain('verdict="pass"} 1');
    closeSync(reader);
  });

  test('stays as it was where the new one cannot take its place', async ({ scratch }) => {
    const file = scratch.file('canary.prom');
    mkdirSync(file);
    const [action] = await exportMetrics(contextOf({ textfile: file }));
    expect(action?.outcome).toBe('failed');
    expect(readdirSync(scratch.file('.'))).toEqual(['canary.prom']);
  });
});
