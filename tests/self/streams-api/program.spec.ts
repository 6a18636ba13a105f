import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';

interface Program {
  child: ChildProcess;
  /** What it has printed so far. */
  said: () => string;
}

/** Starts lab/streams-api/main.ts; it is stopped after the test. */
const test = base.extend<{ start: (options: string[], token?: string) => Program }>({
  start: async ({}, use) => {
    const started: ChildProcess[] = [];
    await use((options, token = '') => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'lab/streams-api/main.ts', ...options], {
        env: { ...process.env, STREAMS_API_TOKEN: token },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      started.push(child);
      return { child, said: () => said };
    });
    for (const child of started) child.kill('SIGKILL');
  },
});

const urlIn = (said: string): string => /listening on (\S+)/.exec(said)?.[1] ?? '';

test.describe('the streams API as a program', () => {
  test('keeps a random token in a file beside the data, and ends when it is told to', async ({ start }, testInfo) => {
    const data = testInfo.outputPath('streams.sqlite');
    const { child, said } = start(['--dialect=backend', `--data=${data}`]);
    await expect.poll(said).toContain(`the token is in ${data}.token`);
    const token = readFileSync(`${data}.token`, 'utf8').trim();
    expect(said()).not.toContain(token);
    const answer = await fetch(`${urlIn(said())}/api/v1/streams`, { headers: { 'x-api-key': token } });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(data)).toBe(true);
  });

  test('takes a token from the environment and a fault from the catalogue', async ({ start }) => {
    const { said } = start(['--fault=STR-05'], 'token-of-a-test');
    await expect.poll(said).toContain('the token is the one of STREAMS_API_TOKEN');
    expect(said()).not.toContain('token-of-a-test');
    const headers = { authorization: 'Bearer token-of-a-test' };
    const answer = await fetch(`${urlIn(said())}/api/streams`, { headers });
    expect(await answer.json()).toMatchObject({ meta: { total: 1 } });
  });

  for (const [option, problem] of [
    ['--dialect=esperanto', 'neither frontend nor backend'],
    ['--port=high', 'is not a port'],
    ['--fault=STR-99', 'no fault of the streams API is called STR-99'],
    ['--fault=STR-31', 'STR-31 is not in the frontend dialect'],
  ] as const)
    test(`refuses ${option}`, async ({ start }) => {
      const { child, said } = start([option]);
      expect(await once(child, 'close')).toEqual([2, null]);
      expect(said()).toContain(problem);
    });
});
