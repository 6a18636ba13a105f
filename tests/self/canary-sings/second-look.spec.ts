import { expect, test } from '../lab.ts';

const TWICE = ['--retries=1'];

test.describe('the second look of prod-canary', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  test('does not take what the first one wrote for what was there before', async ({ labRelay }) => {
    await labRelay.restart({ seams: { replay: (events) => events.filter(({ kind }) => kind !== 9) } });
    const run = await labRelay.runCanary({}, undefined, TWICE);
    expect(run).toMatchObject({ verdict: 'fail', exitCode: 1, red: ['canary/earlier-message-is-kept'] });
  });

  test('finds that what was red once is not any more', async ({ labRelay }) => {
    let messages = 0;
    await labRelay.restart({
      seams: {
        writeDecision: (healthy, { event }) =>
          event.kind === 9 && (messages += 1) === 1 ? { accepted: false, reason: 'error: a hiccup' } : healthy,
      },
    });
    const run = await labRelay.runCanary({}, undefined, TWICE);
    expect(run).toMatchObject({ verdict: 'degraded', exitCode: 0 });
    expect(run.output).toContain('the relay says "error: a hiccup"');
  });
});
