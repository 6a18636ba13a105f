import { expect, test } from '@playwright/test';
import { afterUpdate } from './fake-aws.ts';

const line = (verdict: string): string =>
  `CANARY_VERDICT {"schema":"relay-canary/verdict/v1","verdict":"${verdict}","summary":"restricted: you are not a member"}`;

test.describe('after an update of the stack, the script', () => {
  for (const [verdict, exitCode] of [
    ['pass', 0],
    ['degraded', 0],
    ['fail', 1],
    ['usage', 2],
    ['inconclusive', 3],
    ['insufficient', 4],
    ['degraded', 5],
    ['aborted', 143],
  ] as const) {
    test(`ends with ${exitCode} where the canary did, with the verdict ${verdict}`, async ({}, testInfo) => {
      const log = `a line before\n${line(verdict)}`;
      const ended = await afterUpdate(testInfo.outputDir, { exitCode: String(exitCode), log });
      expect(ended.code, ended.said).toBe(exitCode);
      expect(ended.said).toContain(line(verdict));
      expect(ended.said).not.toContain('a line before');
    });
  }

  test('runs one task, with the deploy id', async ({}, testInfo) => {
    const { calls } = await afterUpdate(testInfo.outputDir, { log: line('pass') });
    const runs = calls.filter((call) => call.startsWith('ecs run-task'));
    expect(runs).toHaveLength(1);
    expect(runs[0]).toContain('"--trigger=post-deploy","--deploy-id=v42"');
    expect(calls.find((call) => call.startsWith('logs'))).toContain('--log-stream-name canary/canary/0af1');
  });

  test('waits for a verdict that reaches the log late', async ({}, testInfo) => {
    const ended = await afterUpdate(testInfo.outputDir, { log: line('fail'), exitCode: '1', isLogLate: true });
    expect(ended.code, ended.said).toBe(1);
    expect(ended.said).toContain('restricted: you are not a member');
  });

  test('ends with 4 where the container never ran, and says why', async ({}, testInfo) => {
    const why = 'TaskFailedToStart CannotPullContainerError';
    const ended = await afterUpdate(testInfo.outputDir, { exitCode: 'None', why, log: line('pass') });
    expect(ended.code).toBe(4);
    expect(ended.said).toContain(`the canary never ran: ${why}`);
  });

  test('ends with 4 where no task was started, and says why', async ({}, testInfo) => {
    const ended = await afterUpdate(testInfo.outputDir, { started: 'None\\tRESOURCE:MEMORY' });
    expect(ended.code).toBe(4);
    expect(ended.said).toContain('no task was started: RESOURCE:MEMORY');
  });

  for (const [exitCode, log] of [
    ['0', ''],
    ['0', line('insufficient')],
    ['1', ''],
    ['1', 'Error: Cannot find module'],
    ['1', line('pass')],
  ] as const) {
    test(`ends with 4, not with ${exitCode}, where the log says "${log.slice(0, 90)}"`, async ({}, testInfo) => {
      const ended = await afterUpdate(testInfo.outputDir, { exitCode, log });
      expect(ended.code, ended.said).toBe(4);
    });
  }

  test('stops a task that does not end, and ends with 124', async ({}, testInfo) => {
    const ended = await afterUpdate(testInfo.outputDir, { waitCode: 255 });
    expect(ended.code).toBe(124);
    expect(ended.calls.filter((call) => call.startsWith('ecs stop-task'))).toHaveLength(1);
  });

  test('ends with 4 where the stack is another one', async ({}, testInfo) => {
    const ended = await afterUpdate(testInfo.outputDir, { output: 'None' });
    expect(ended.code).toBe(4);
    expect(ended.said).toContain('has no output Cluster');
    expect(ended.calls).toHaveLength(1);
  });

  for (const args of [[], ['canary'], ['canary', 'v42", "--project=local']]) {
    test(`ends with 2 and calls nobody for the arguments ${JSON.stringify(args)}`, async ({}, testInfo) => {
      const ended = await afterUpdate(testInfo.outputDir, {}, args);
      expect(ended).toMatchObject({ code: 2, calls: [] });
    });
  }
});
