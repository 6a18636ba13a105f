import { readdirSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { act } from '../../../gate/actions/act.ts';
import { rollback } from '../../../gate/actions/rollback.ts';
import type { ActionContext } from '../../../gate/actions/context.ts';
import { aContext, aGreenVerdict, aVerdict, hangs, SECRET, status, test } from './fixtures.ts';

/** Everything is set, and all servers are one. */
const everything = (url: string, rollbackCommand: string): Partial<ActionContext['settings']> => ({
  rollbackCommand,
  alertmanagerUrl: url,
  grafana: { url, token: SECRET },
  webhook: { url, secret: 'a key of the test' },
});

const outcomes = (actions: Awaited<ReturnType<typeof act>>): string[] =>
  actions.map(({ name, outcome }) => `${name} ${outcome}`);

test.describe('what is done about a verdict', () => {
  test('is nothing where nothing is set', async ({ state }) => {
    expect(await act(aContext(state, {}))).toEqual([]);
  });

  test('is everything that is set', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const actions = await act(aContext(state, everything(url, 'true')));
    expect(outcomes(actions)).toEqual(['rollback done', 'alertmanager done', 'grafana done', 'webhook done']);
    expect(received.map(({ path }) => path).sort()).toEqual(['/', '/api/annotations', '/api/v2/alerts']);
  });

  test('never changes the verdict, whatever fails', async ({ aReceiver, state }) => {
    const { url } = await aReceiver(status(400));
    const context = aContext(state, everything(url, 'exit 1'));
    expect(outcomes(await act(context))).toEqual([
      'rollback failed',
      'alertmanager failed',
      'grafana failed',
      'webhook failed',
    ]);
    expect(context.verdict).toEqual(aVerdict());
  });

  test('is told, and nothing is done, in a dry run', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const actions = await act(aContext(state, everything(url, 'exit 1'), { isDryRun: true }));
    expect(actions.map(({ outcome }) => outcome)).toEqual(Array<string>(4).fill('dry-run'));
    expect(received).toEqual([]);
    expect(readdirSync(state)).toEqual([]);
  });

  test('rolls back before a server that hangs lets go', async ({ aReceiver, state }) => {
    const { url } = await aReceiver(hangs);
    const actions = await act(aContext(state, everything(url, 'true')));
    expect(outcomes(actions)).toEqual(['rollback done', 'alertmanager failed', 'grafana failed', 'webhook failed']);
    const [rolledBack, ...others] = actions.map(({ ms }) => ms);
    expect(rolledBack).toBeLessThan(5000);
    expect(Math.min(...others)).toBeGreaterThan(9000);
    expect(Math.max(...others)).toBeLessThan(15_000);
  });

  test('tells a server without waiting for the end of a rollback', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const alerting = act(
      aContext(
        state,
        everything(url, `for i in $(seq 400); do test -e '${state}/told' && exit; sleep 0.05; done; exit 1`),
      ),
    );
    await expect.poll(() => received.length).toBe(3);
    writeFileSync(`${state}/told`, '');
    expect(outcomes(await alerting)[0]).toBe('rollback done');
  });

  test('is failed where it throws, without secrets, and the others go on', async ({ state }) => {
    const actions = await act(aContext(state, { rollbackCommand: 'true' }), {
      one: () => Promise.reject(new Error(`broken by ${SECRET}`)),
      two: () => {
        throw new Error('at once');
      },
      rollback,
    });
    expect(outcomes(actions)).toEqual(['one failed', 'two failed', 'rollback done']);
    expect(actions.map(({ detail }) => detail).slice(0, 2)).toEqual([
      'it threw: broken by [redacted]',
      'it threw: at once',
    ]);
  });

  test('is failed where even the redaction throws', async ({ aReceiver, state }) => {
    const { url } = await aReceiver();
    const redact = (): never => {
      throw new Error(SECRET);
    };
    const actions = await act(aContext(state, everything(url, 'true'), { redact }));
    expect(actions.map(({ outcome }) => outcome)).toEqual(Array<string>(4).fill('failed'));
    expect(JSON.stringify(actions)).not.toContain(SECRET);
  });

  test('is no rollback for a green verdict', async ({ aReceiver, state }) => {
    const { url } = await aReceiver();
    const actions = await act(aContext(state, everything(url, 'exit 1'), { verdict: aGreenVerdict() }));
    expect(outcomes(actions)).toEqual(['rollback skipped', 'alertmanager skipped', 'grafana done', 'webhook done']);
  });
});
