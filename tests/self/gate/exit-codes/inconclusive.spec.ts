import { agreed, answering, expect, test } from '../gate-lab.ts';
import { clockOff, dateOff, refusing, telling } from '../wires.ts';

const HOUR = 3600;
const NO_SUCH_NAME = { PROD_RELAY_URL: 'wss://no-such-relay.invalid' };

test.describe('the verdict inconclusive, where this client is turned away', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  for (const status of [403, 429])
    test(`is exit code 3 where the upgrade is answered with ${status}`, async ({ run, listen }) => {
      const settings = { PROD_RELAY_URL: `ws://127.0.0.1:${await listen(answering(status))}` };
      const verdict = agreed(await run({ settings, program: status === 403 ? 'playwright' : 'gate' }));
      expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'not-the-relay-policy' });
      expect(verdict.summary).toContain('This client is refused, others may be served');
    });

  for (const { words, group } of [
    { words: 'rate-limited: slow down', group: undefined },
    { words: 'pow: 28 bits needed', group: 'canary' },
  ])
    test(`is exit code 3 where messages are answered with "${words}"`, async ({ run, broken }) => {
      const verdict = agreed(await run({ settings: await broken(refusing(words, group)) }));
      expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'not-the-relay-policy' });
      expect(verdict.summary).toContain(`the relay says "${words}"; policy: `);
      expect(verdict.consecutiveFailures).toBe(0);
    });
});

test.describe('the verdict inconclusive, where nobody can be reached', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('is exit code 3 where a name is unknown here', async ({ run }) => {
    const verdict = agreed(await run({ settings: NO_SUCH_NAME }));
    expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'not-the-relay-unclear' });
  });

  test('is exit code 3 where the address for control is dead too', async ({ run }) => {
    const settings = { PROD_RELAY_URL: 'ws://127.0.0.1:1', PROD_CONTROL_URL: 'http://127.0.0.1:1' };
    const verdict = agreed(await run({ settings }));
    expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'not-the-relay-runner' });
    expect(verdict.summary).toContain('PROD_CONTROL_URL does not answer either (ECONNREFUSED): look here first');
  });

  test('is fail, 1, where the address for control answers', async ({ run, listen }) => {
    const settings = { ...NO_SUCH_NAME, PROD_CONTROL_URL: `http://127.0.0.1:${await listen(answering(200))}` };
    const verdict = agreed(await run({ settings }));
    expect(verdict).toMatchObject({ verdict: 'fail', exitCode: 1, reason: 'blocking-check-failed' });
    expect(verdict.summary).toContain('PROD_CONTROL_URL answers, so this machine is not cut off');
  });
});

test.describe('the verdict inconclusive, where clocks differ by an hour', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('is exit code 3 where nobody knows which is off', async ({ run, broken }) => {
    const verdict = agreed(await run({ settings: await broken(clockOff(HOUR)) }));
    expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'not-the-relay-unclear' });
    expect(verdict.summary).toMatch(/the relay's clock differs from ours by 3\d\d\d s/);
  });

  for (const { which, offSeconds, told } of [
    { which: 'ours is off', offSeconds: HOUR, told: { verdict: 'inconclusive', reason: 'not-the-relay-runner' } },
    { which: "the relay's is off", offSeconds: 0, told: { verdict: 'fail', reason: 'blocking-check-failed' } },
  ])
    test(`is ${told.verdict} where the address for control knows that ${which}`, async ({ run, broken, listen }) => {
      const control = await listen(answering(200, dateOff(offSeconds)));
      const settings = { ...(await broken(clockOff(HOUR))), PROD_CONTROL_URL: `http://127.0.0.1:${control}` };
      expect(agreed(await run({ settings }))).toMatchObject(told);
    });
});

test('a report that holds a secret is inconclusive, 3, and the secret is told nowhere', async ({ run, broken }) => {
  const secret = 'glsa_a_token_that_the_relay_knows';
  const settings = {
    ...(await broken(telling(secret))),
    PROD_GRAFANA_TOKEN: secret,
    PROD_GRAFANA_URL: 'http://127.0.0.1:1',
  };
  const result = await run({ settings, arguments: ['--project=prod-canary', '--dry-run'] });
  const verdict = agreed(result);
  expect(verdict).toMatchObject({ verdict: 'inconclusive', exitCode: 3, reason: 'secret-in-report' });
  expect(JSON.stringify([verdict, result.line])).not.toContain(secret);
});
