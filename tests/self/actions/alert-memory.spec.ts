import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { resendAlerts } from '../../../gate/actions/alertmanager.ts';
import { aContext, aGreenVerdict, aVerdict, status, test } from './fixtures.ts';
import { age, posted, secondsFromNow, states, teller, type Posted } from './told-alerts.ts';

test.describe('the memory of what fires', () => {
  for (const [what, text] of [
    ['half-written', '{"schema":"relay-canary/alerts/v1","alerts":[{"la'],
    ['foreign', '{"alerts":"many"}'],
    ['empty', ''],
  ] as const)
    test(`is taken for none where it is ${what}, and that is said`, async ({ aReceiver, state }) => {
      const server = await aReceiver();
      const tell = teller(server, state);
      await tell(aVerdict());
      writeFileSync(join(state, readdirSync(state)[0] ?? ''), text);
      expect(await tell(aVerdict())).toMatchObject({
        outcome: 'done',
        detail: expect.stringMatching(/fires; .*\.json does not hold what an earlier run fires/),
      });
      expect(await tell(aGreenVerdict())).toMatchObject({ outcome: 'done', detail: expect.not.stringContaining(';') });
    });

  test('that cannot be written is said, and the alert leaves', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    writeFileSync(join(state, 'file'), '');
    const action = await teller(server, join(state, 'file', 'state'))(aVerdict());
    expect(action).toMatchObject({ outcome: 'done', detail: expect.stringContaining('cannot be written (ENOTDIR)') });
    expect(server.received).toHaveLength(1);
  });

  test('is not touched by a dry run, nor is anything sent', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    expect(await teller(server, state)(aVerdict(), { isDryRun: true })).toMatchObject({
      outcome: 'dry-run',
      detail: 'would tell: RelayCanaryFailed (nip-29/member-message-is-accepted) fires',
    });
    expect(server.received).toEqual([]);
    expect(readdirSync(state)).toEqual([]);
  });
});

test.describe('between two runs', () => {
  test('what fires is sent again with a new end', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    await teller(server, state)(aVerdict());
    age(state, 10);
    const context = aContext(state, { alertmanagerUrl: server.url }, { intervalMs: 60_000 });
    await resendAlerts({ ...context, watched: { project: 'prod-canary', relay: 'wss://relay.example' } });
    const [[first], [again]] = posted(server) as [[Posted], [Posted]];
    expect(Date.parse(first.startsAt) - Date.parse(again.startsAt)).toBe(600_000);
    expect(secondsFromNow(again.endsAt)).toBeGreaterThan(170);
    expect(again.labels).toEqual(first.labels);
  });

  test('nothing is sent where nothing fires', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const context = aContext(state, { alertmanagerUrl: server.url });
    const watched = { project: 'prod-canary', relay: 'wss://relay.example' };
    expect(await resendAlerts({ ...context, watched })).toMatchObject({ outcome: 'skipped' });
    expect(server.received).toEqual([]);
  });

  test('what is sent again late does not overtake that it is resolved', async ({ aReceiver, state }) => {
    // Given: the first attempt to send again fails and is repeated later.
    const server = await aReceiver(status(200), status(503), status(200));
    const tell = teller(server, state);
    await tell(aVerdict());
    const context = aContext(state, { alertmanagerUrl: server.url });
    const again = resendAlerts({ ...context, watched: { project: 'prod-canary', relay: 'wss://relay.example' } });
    // When: a green run ends meanwhile.
    await Promise.all([again, tell(aGreenVerdict())]);
    // Then: that it is resolved comes last.
    expect(states(posted(server).at(-1))).toEqual(['RelayCanaryFailed nip-29/member-message-is-accepted resolved']);
  });
});
