import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { verdictSchema } from '../../../gate/verdict/verdict.ts';
import { rollBack, type GateRun } from './a-gate.ts';
import { aContext, aFailure, aVerdict, SECRET, test } from './fixtures.ts';

const run = (state: string, rollbackCommand: string, rollbackTimeoutSeconds = 20): Promise<GateRun> =>
  rollBack(aContext(state, { rollbackCommand, rollbackTimeoutSeconds }));

/** Whether a process of this id is there; a zombie does not count. */
function isAlive(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid.trim()}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test.describe('what the rollback command gets', { tag: '@slow' }, () => {
  test('is the verdict in its environment', async ({ state }) => {
    const { action } = await run(state, 'env | grep ^CANARY_ | sort');
    expect(action.output?.trim().split('\n')).toEqual([
      'CANARY_DEPLOY_ID=abc',
      'CANARY_EXIT_CODE=1',
      'CANARY_PROJECT=prod-canary',
      'CANARY_REASON=blocking-check-failed',
      'CANARY_RELAY_MESSAGE=restricted: you are not a member of that group',
      'CANARY_RELAY_URL=wss://relay.example',
      'CANARY_SUMMARY=A member may not write: "restricted: you are not a member of that group".',
      'CANARY_VERDICT=fail',
      'CANARY_VERDICT_FILE=/reports/verdict.json',
    ]);
  });

  test('is no setting of a target', async ({ state }) => {
    const settings = { PROD_CANARY_SECRET_KEY: 'key-of-prod', STAGING_GRAFANA_TOKEN: 'token', MY_OWN: 'mine' };
    const { action } = await rollBack(aContext(state, { rollbackCommand: 'env' }), settings);
    expect(action.output).toContain('MY_OWN=mine');
    expect(action.output).not.toMatch(/PROD_|STAGING_|key-of-prod/);
  });

  for (const from of ['cat', 'cat /dev/stdin'])
    test(`is the verdict on its input, read with ${from}`, async ({ state }) => {
      const file = join(state, 'verdict');
      const { action } = await run(state, `${from} > '${file}'`);
      expect(action.outcome).toBe('done');
      expect(verdictSchema.parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual(aVerdict());
    });

  test('is harmless however long and odd the words of the relay are', async ({ state }) => {
    const failures = [aFailure('nip-01/x', `\u0000\u001b[31m${'long '.repeat(100_000)}`)];
    const context = aContext(state, { rollbackCommand: 'echo "<$CANARY_RELAY_MESSAGE>"' });
    const { action } = await rollBack({ ...context, verdict: aVerdict({ failures }) });
    expect(action).toMatchObject({ outcome: 'done', exitCode: 0 });
    expect(action.output).toMatch(/^< {2}\[31mlong long /);
    expect(action.output).toHaveLength(2000 + '<>\n'.length);
  });

  for (const [how, command] of [
    ['never reads', 'sleep 0.2; echo done'],
    ['closes', 'exec 0<&-; echo done'],
    ['reads one byte of', 'head -c 1 > /dev/null; echo done'],
  ] as const)
    test(`may be long where it ${how} its input`, async ({ state }) => {
      const verdict = aVerdict({ summary: 'x'.repeat(1_000_000) });
      const { action } = await rollBack({ ...aContext(state, { rollbackCommand: command }), verdict });
      expect(action).toMatchObject({ outcome: 'done', exitCode: 0, output: 'done\n' });
    });
});

test.describe('what the rollback command prints', { tag: '@slow' }, () => {
  test('is shown line by line, from both outputs, and kept', async ({ state }) => {
    const { action, stdout } = await run(state, 'echo one; echo two >&2; echo three > /dev/stderr; printf four');
    expect(action.output).toBe('one\ntwo\nthree\nfour\n');
    expect(stdout).toBe('rollback │ one\nrollback │ two\nrollback │ three\nrollback │ four\n');
  });

  for (const [how, command] of [
    ['whole', `echo 'the token ${SECRET} is it'`],
    ['split over two pieces', `printf 'the token ${SECRET.slice(0, 9)}'; sleep 0.3; echo '${SECRET.slice(9)} is it'`],
  ] as const)
    test(`is without secrets: ${how}`, async ({ state }) => {
      const { action, stdout } = await run(state, command);
      expect(action.output).toBe('the token [redacted] is it\n');
      expect(stdout).toBe('rollback │ the token [redacted] is it\n');
    });

  test('is bounded: 10.75 MB in lines', async ({ state }) => {
    const { action, stdout } = await run(
      state,
      'yes "0123456789 0123456789 0123456789 012345678" | head -n 250000; echo last',
    );
    expect(action).toMatchObject({ outcome: 'done', exitCode: 0 });
    expect(action.output).toHaveLength(4000);
    expect(action.output?.endsWith('\nlast\n')).toBe(true);
    expect(stdout.split('\n')).toHaveLength(250_002);
  });

  test('is bounded: 10 MB in one line', async ({ state }) => {
    const { action, stdout } = await run(state, 'head -c 10000000 /dev/zero | tr "\\0" x; echo; echo last');
    expect(stdout).toBe(`rollback │ ${'x'.repeat(10_000)} … (cut)\nrollback │ last\n`);
    expect(action.output).toHaveLength(4000);
  });
});

test.describe('a rollback command that', { tag: '@slow' }, () => {
  test('fails has its exit code told', async ({ state }) => {
    const { action } = await run(state, 'echo no such release; exit 3');
    expect(action).toMatchObject({ outcome: 'failed', exitCode: 3, output: 'no such release\n' });
    expect(action.detail).toContain('PROD_ROLLBACK_COMMAND ended with 3');
  });

  test('is missing says how to mend it', async ({ state }) => {
    const { action } = await run(state, './no-such-script.sh');
    expect(action).toMatchObject({ outcome: 'failed', exitCode: 127 });
    expect(action.detail).toContain('a command was not found; write its whole path');
  });

  test('is not executable says how to mend it', async ({ state }) => {
    const { action } = await run(state, `touch '${state}/script'; '${state}/script'`);
    expect(action).toMatchObject({ outcome: 'failed', exitCode: 126 });
    expect(action.detail).toContain('chmod +x');
  });

  test('hangs is killed with its grandchildren', async ({ state }) => {
    const { action, lingeredMs } = await run(state, 'sleep 300 & echo $!; sleep 300 & echo $!; wait', 1);
    expect(action).toMatchObject({ outcome: 'failed', exitCode: null });
    expect(action.detail).toContain('PROD_ROLLBACK_COMMAND did not end within 1 s and was killed');
    expect(action.ms).toBeLessThan(4000);
    const children = action.output?.trim().split('\n') ?? [];
    expect(children).toHaveLength(2);
    expect(children.filter(isAlive)).toEqual([]);
    expect(lingeredMs).toBeLessThan(2000);
  });

  test('ends well on SIGTERM has its last words heard', async ({ state }) => {
    const { action } = await run(
      state,
      'trap "echo cleaning; sleep 0.3; echo clean; exit 0" TERM; sleep 300 & wait',
      1,
    );
    expect(action).toMatchObject({ outcome: 'failed', output: 'cleaning\nclean\n' });
    expect(action.ms).toBeLessThan(4000);
  });

  test('ignores SIGTERM is killed 5 s later', async ({ state }) => {
    const { action } = await run(state, 'trap "" TERM; sleep 300 & echo $!; wait; wait; sleep 300', 1);
    expect(action).toMatchObject({ outcome: 'failed', exitCode: null });
    expect(action.ms).toBeGreaterThan(5900);
    expect(action.ms).toBeLessThan(10_000);
    expect(isAlive(action.output ?? '')).toBe(false);
  });

  test('leaves somebody behind with its outputs open does not hang us', async ({ state }) => {
    const { action, lingeredMs } = await run(state, '(trap "" HUP; exec sleep 8) & echo $!');
    expect(action).toMatchObject({ outcome: 'done', exitCode: 0 });
    expect(action.ms).toBeLessThan(4000);
    expect(lingeredMs).toBeLessThan(2000);
    expect(isAlive(action.output ?? '')).toBe(true);
  });

  test('kills itself is told as killed', async ({ state }) => {
    const { action } = await run(state, 'kill -KILL $$');
    expect(action).toMatchObject({ outcome: 'failed', exitCode: 137 });
  });

  test('kills its whole group is told as killed', async ({ state }) => {
    const { action } = await run(state, 'kill -KILL 0');
    expect(action).toMatchObject({ outcome: 'failed', exitCode: null });
    expect(action.detail).toContain('was killed');
  });
});
