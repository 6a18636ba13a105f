import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { readStartupRules } from '../../../fixtures/startup/rules.ts';
import { refusalIn } from '../../../lab/pyrycode/refusals.ts';
import { test as base } from './visitor.ts';

const RULES = readStartupRules(join(import.meta.dirname, '../../../docs/startup/pyrycode-relay.yaml'));

/** Starts lab/pyrycode/main.ts; it is stopped after the test. */
const test = base.extend<{ run: (options: string[]) => { child: ChildProcess; said: () => string } }>({
  run: async ({}, use) => {
    const started: ChildProcess[] = [];
    await use((options) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'lab/pyrycode/main.ts', ...options], { stdio: 'pipe' });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      started.push(child);
      return { child, said: () => said };
    });
    for (const child of started) child.kill('SIGKILL');
  },
});

test.describe('the embedded pyrycode-relay as a program', () => {
  test('serves, and says good-bye with 1001 and ends with 0 when it is told to', async ({ run, come }) => {
    const port = await freePort();
    const { child, said } = run(['--insecure-listen', `:${port}`, '--max-connections', '3']);
    await expect.poll(said).toContain(`listen=127.0.0.1:${port}`);
    const relay = { url: `http://127.0.0.1:${port}`, port, stop: () => Promise.resolve() };
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    child.kill('SIGTERM');
    expect(await binary.ended).toBe('1001 shutting down');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends with 1 where its port is taken', async ({ run, start }) => {
    const { port } = await start();
    const { child, said } = run(['--insecure-listen', `127.0.0.1:${port}`]);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said()).toContain(RULES.portTaken?.words);
  });

  test('ends with 2 without an address', async ({ run }) => {
    const { child, said } = run([]);
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said()).toContain('--insecure-listen has to be set');
  });

  for (const { name, environment, words } of RULES.refusals)
    test(`refuses ${name}`, () => {
      expect(refusalIn(RULES, environment)).toContain(`msg="refusing to start: ${words}"`);
    });

  test('refuses several instances, and starts where nothing is set or the check is skipped', () => {
    const line = refusalIn(RULES, { FLY_APP_NAME: 'any' });
    expect(line).toContain('level=ERROR msg="refusing to start: multi-instance deploy detected"');
    expect(line).toContain('bypass_env_var=PYRYCODE_RELAY_SINGLE_INSTANCE');
    expect(refusalIn(RULES, {})).toBeUndefined();
    expect(refusalIn(RULES, { FLY_APP_NAME: 'any', PYRYCODE_RELAY_SINGLE_INSTANCE: '1' })).toBeUndefined();
  });

  test('takes credentials for push that may be some, and repeats none that are not', () => {
    expect(refusalIn(RULES, { PYRYCODE_RELAY_FCM_CREDENTIALS: '{"type":"service_account"}' })).toBeUndefined();
    expect(refusalIn(RULES, { PYRYCODE_RELAY_FCM_CREDENTIALS: 'secret-of-a-test' })).not.toContain('secret-of-a-test');
  });
});
