import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { refuseToStart } from '../../../lab/relay/startup/refuse-to-start.ts';

/** Runs the embedded relay to its end: its exit code, and what it said of it. */
function runRelay(options: string[], environment: Record<string, string>): [code: number | null, words: string] {
  const args = ['--import', 'tsx', 'lab/relay/main.ts', '--port=0', ...options];
  const env = { PATH: process.env['PATH'], ...environment };
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout: 20_000 });
  return [status, stderr];
}

test.describe('the embedded relay', () => {
  test('asks for other instances before it reads or makes anything', ({}, testInfo) => {
    const data = testInfo.outputPath('events.jsonl');
    const [code, words] = runRelay([`--data=${data}`], { FLY_APP_NAME: 'x', RELAY_SECRET_KEY_FILE: '/none' });
    expect(words).toContain('multi-instance deploy detected');
    expect(code).toBe(2);
    expect(existsSync(data)).toBe(false);
  });

  test('takes other rules', () => {
    const [code, words] = runRelay(['--startup-rules=lab/startup/defective.yaml'], { MANY: '3' });
    expect(words).toContain('refusing to start: one of several instances');
    expect(code).toBe(2);
  });

  test('names the option of rules that cannot be used', () => {
    expect(() => refuseToStart('README.md')).toThrow(/^--startup-rules: README\.md /);
  });

  test('does not empty a file that is no log of events, and makes no key beside it', ({}, testInfo) => {
    const file = testInfo.outputPath('picture');
    const garbage = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    writeFileSync(file, garbage);
    const [code, words] = runRelay([`--data=${file}`], {});
    expect(words).toMatch(/^--data: .*picture is not a log of events/);
    expect(code).toBe(1);
    expect(readFileSync(file)).toEqual(garbage);
    expect(existsSync(`${file}.key`)).toBe(false);
  });
});
