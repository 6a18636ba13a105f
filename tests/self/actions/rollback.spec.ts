import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { rollback } from '../../../gate/actions/rollback.ts';
import { VERDICTS } from '../../../gate/verdict/names.ts';
import { rollBack } from './a-gate.ts';
import { aContext, aGreenVerdict, aVerdict, test } from './fixtures.ts';

/** Writes a line for each call. */
const counting = (state: string): { rollbackCommand: string; calls: () => number } => {
  const file = join(state, 'calls');
  return {
    rollbackCommand: `echo called >> '${file}'`,
    calls: () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0),
  };
};

const WITHOUT_DEPLOY = aVerdict().run;
delete WITHOUT_DEPLOY.deployId;

test.describe('the rollback command', () => {
  test('is called for fail with a deploy id', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    const { action } = await rollBack(aContext(state, settings));
    expect(action).toMatchObject({ name: 'rollback', outcome: 'done', exitCode: 0, output: '' });
    expect(action.detail).toBe('PROD_ROLLBACK_COMMAND rolled back the deploy abc');
    expect(calls()).toBe(1);
  });

  test('is no action where it is not set', async ({ state }) => {
    expect(await rollback(aContext(state, {}))).toBeUndefined();
  });

  for (const verdict of VERDICTS.filter((name) => name !== 'fail'))
    test(`is not called for ${verdict}`, async ({ state }) => {
      const { calls, ...settings } = counting(state);
      const action = await rollback(aContext(state, settings, { verdict: aGreenVerdict({ verdict }) }));
      expect(action).toMatchObject({ outcome: 'skipped', detail: `the verdict is ${verdict}; only fail rolls back` });
      expect(calls()).toBe(0);
    });

  for (const [what, run] of [
    ['without', WITHOUT_DEPLOY],
    ['with an empty', { ...WITHOUT_DEPLOY, deployId: '' }],
  ] as const)
    test(`is not called ${what} deploy id`, async ({ state }) => {
      const { calls, ...settings } = counting(state);
      const action = await rollback(aContext(state, settings, { verdict: aVerdict({ run }) }));
      expect(action).toMatchObject({ outcome: 'skipped', detail: expect.stringContaining('has no deploy id') });
      expect(calls()).toBe(0);
    });

  test('is called once for a deploy id, though the first call failed', async ({ state }) => {
    const { rollbackCommand, calls } = counting(state);
    const context = aContext(state, { rollbackCommand: `${rollbackCommand}; exit 1` });
    expect((await rollBack(context)).action.outcome).toBe('failed');
    const { action } = await rollBack(context);
    expect(action).toMatchObject({
      outcome: 'skipped',
      detail: expect.stringMatching(/^was called at 20\d\d-.*Z for this deploy id; remove .*rollback-/),
    });
    expect(calls()).toBe(1);
  });

  test('is called again for another deploy id, and for another target', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    const other = aVerdict({ run: { ...aVerdict().run, deployId: 'def' } });
    await rollBack(aContext(state, settings));
    await rollBack(aContext(state, settings, { verdict: other }));
    await rollBack(aContext(state, { ...settings, prefix: 'STAGING' }));
    expect(calls()).toBe(3);
  });

  test('is called by one of six gates at the same time', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    const gates = Array.from({ length: 6 }, () => rollBack(aContext(state, settings)));
    const outcomes = (await Promise.all(gates)).map(({ action }) => action.outcome).sort();
    expect(outcomes).toEqual(['done', ...Array<string>(5).fill('skipped')]);
    expect(calls()).toBe(1);
  });

  test('is not called where a marker is empty, as a crash leaves it', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    await rollBack(aContext(state, settings));
    const marker = readdirSync(state).find((name) => name.startsWith('rollback-')) ?? '';
    writeFileSync(join(state, marker), '');
    const action = await rollback(aContext(state, settings));
    expect(action).toMatchObject({ outcome: 'skipped', detail: expect.stringMatching(/^was called at 20\d\d-/) });
    expect(calls()).toBe(1);
  });

  test('is not called where the state cannot be written', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    const file = join(state, 'a-file');
    writeFileSync(file, '');
    const action = await rollback(aContext(join(file, 'state'), settings));
    expect(action).toMatchObject({
      outcome: 'failed',
      detail: expect.stringMatching(
        /was not called: .*cannot be written \(ENOTDIR\).*make it writable, or call it by hand/,
      ),
    });
    expect(calls()).toBe(0);
  });

  test('is neither called nor marked in a dry run', async ({ state }) => {
    const { calls, ...settings } = counting(state);
    const action = await rollback(aContext(state, settings, { isDryRun: true }));
    expect(action).toMatchObject({
      outcome: 'dry-run',
      detail: 'would call PROD_ROLLBACK_COMMAND for the deploy abc',
    });
    expect(readdirSync(state)).toEqual([]);
    expect(calls()).toBe(0);
  });

  test('would not be called in a dry run after a real one', async ({ state }) => {
    const context = aContext(state, { rollbackCommand: 'true' });
    await rollBack(context);
    const action = await rollback({ ...context, isDryRun: true });
    expect(action).toMatchObject({ outcome: 'skipped', detail: expect.stringMatching(/^was called at/) });
  });
});
