import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { aFailure, aGreenVerdict, aVerdict, SECRET, status, test } from './fixtures.ts';
import { age, posted, secondsFromNow, states, teller, type Posted } from './told-alerts.ts';

const blind = (part: Partial<Verdict> = {}): Verdict =>
  aGreenVerdict({ verdict: 'inconclusive', reason: 'no-way-out', exitCode: 3, ...part });

test.describe('an alert', () => {
  test('of a red run says what is broken, with labels that the next run repeats', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    expect(await tell(aVerdict())).toMatchObject({ name: 'alertmanager', outcome: 'done' });
    await tell(aVerdict({ run: { ...aVerdict().run, id: 'run-2', deployId: 'def' } }));
    const [[first], [second]] = posted(server) as [[Posted], [Posted]];
    expect(server.received[0]).toMatchObject({ method: 'POST', path: '/api/v2/alerts' });
    expect(first.labels).toEqual({
      alertname: 'RelayCanaryFailed',
      severity: 'critical',
      relay: 'wss://relay.example',
      project: 'prod-canary',
      environment: 'production',
      check: 'nip-29/member-message-is-accepted',
    });
    expect(first.annotations).toEqual({
      summary: aVerdict().summary,
      relay_message: 'restricted: you are not a member of that group',
      deploy: 'abc',
    });
    expect(second.labels).toEqual(first.labels);
    expect(second.startsAt).toBe(first.startsAt);
    expect(second.annotations['deploy']).toBe('def');
  });

  for (const [intervalMs, seconds] of [
    [undefined, 900],
    [300_000, 660],
  ] as const)
    test(`ends by itself after ${seconds} s where runs are ${intervalMs ?? 'unknown'} ms apart`, async ({
      aReceiver,
      state,
    }) => {
      const server = await aReceiver();
      await teller(server, state)(aVerdict(), { intervalMs });
      const left = secondsFromNow(posted(server)[0]?.[0]?.endsAt);
      expect(left).toBeGreaterThan(seconds - 10);
      expect(left).toBeLessThanOrEqual(seconds);
    });

  for (const verdict of ['inconclusive', 'insufficient', 'usage', 'aborted'] as const)
    test(`of a run that is ${verdict} says that the canary is blind`, async ({ aReceiver, state }) => {
      const server = await aReceiver();
      await teller(server, state)(blind({ verdict, reason: 'because' }));
      expect(posted(server)[0]?.[0]?.labels).toMatchObject({
        alertname: 'RelayCanaryBlind',
        severity: 'warning',
        check: 'because',
      });
    });

  test('of a step that is too slow names the step', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const slow = { step: 'publish', p95Ms: 900, samples: 9, limitMs: 500, baseline: null, because: 'slow' };
    await teller(server, state)(aVerdict({ failures: [], slo: [{ ...slow, outcome: 'breach' }] }));
    expect(posted(server)[0]?.[0]?.labels['check']).toBe('slo/publish');
  });

  for (const verdict of ['pass', 'degraded'] as const)
    test(`is resolved by ${verdict}, and told so for five minutes`, async ({ aReceiver, state }) => {
      const server = await aReceiver();
      const tell = teller(server, state);
      await tell(aVerdict());
      await tell(aGreenVerdict({ verdict }));
      await tell(aGreenVerdict({ verdict }));
      age(state, 6);
      expect(await tell(aGreenVerdict({ verdict }))).toMatchObject({ outcome: 'skipped', detail: 'nothing fires' });
      const resolved = ['RelayCanaryFailed nip-29/member-message-is-accepted resolved'];
      expect(posted(server).map(states).slice(1)).toEqual([resolved, resolved]);
      expect(posted(server)[1]?.[0]?.endsAt).toBe(posted(server)[2]?.[0]?.endsAt);
    });

  test('is not sent where nothing is wrong', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    expect(await teller(server, state)(aGreenVerdict())).toMatchObject({ outcome: 'skipped' });
    expect(server.received).toEqual([]);
    expect(readdirSync(state)).toEqual([]);
  });

  test('of another check takes its place', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    await tell(aVerdict({ failures: [aFailure('one')] }));
    await tell(aVerdict({ failures: [aFailure('two')] }));
    expect(states(posted(server)[1])).toEqual(['RelayCanaryFailed two fires', 'RelayCanaryFailed one resolved']);
  });

  test('that comes back within five minutes fires anew', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    await tell(aVerdict());
    await tell(aGreenVerdict());
    await tell(aVerdict());
    const [[first], [green], back] = posted(server) as [[Posted], [Posted], Posted[]];
    expect(states(back)).toEqual(['RelayCanaryFailed nip-29/member-message-is-accepted fires']);
    expect(Date.parse(back[0]?.startsAt ?? '')).toBeGreaterThanOrEqual(Date.parse(green.endsAt));
    expect(first.startsAt).not.toBe(back[0]?.startsAt);
  });

  test('of a broken relay goes on while the canary is blind, and the other way it does not', async ({
    aReceiver,
    state,
  }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    await tell(aVerdict({ failures: [aFailure('one')] }));
    await tell(blind());
    await tell(aVerdict({ failures: [aFailure('one')] }));
    expect(states(posted(server)[1])).toEqual(['RelayCanaryBlind no-way-out fires', 'RelayCanaryFailed one fires']);
    expect(states(posted(server)[2])).toEqual(['RelayCanaryFailed one fires', 'RelayCanaryBlind no-way-out resolved']);
  });

  test('of unusable settings is resolved by a run that knows its relay', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    const target = { relay: null, software: null, version: null };
    await tell(blind({ verdict: 'usage', reason: 'settings', target }));
    await tell(aGreenVerdict());
    expect(posted(server)[0]?.[0]?.labels['relay']).toBe('unknown');
    expect(states(posted(server)[1])).toEqual(['RelayCanaryBlind settings resolved']);
  });

  test('of another relay or project is left alone', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    const tell = teller(server, state);
    await tell(aVerdict());
    await tell(aGreenVerdict({ target: { relay: 'wss://other.example', software: null, version: null } }));
    await tell(aGreenVerdict({ run: { ...aVerdict().run, project: 'pr-staging' } }));
    expect(server.received).toHaveLength(1);
  });

  test('holds no secret that the relay repeats', async ({ aReceiver, state }) => {
    const server = await aReceiver();
    await teller(server, state)(aVerdict({ summary: `it said ${SECRET}`, failures: [aFailure('one', SECRET)] }));
    expect(server.received[0]?.body).not.toContain(SECRET);
    expect(readFileSync(join(state, readdirSync(state)[0] ?? ''), 'utf8')).not.toContain(SECRET);
  });

  test('is resolved by a later run though the server was away for the first green one', async ({
    aReceiver,
    state,
  }) => {
    const server = await aReceiver(status(200), status(400, 'no'), status(200));
    const tell = teller(server, state);
    await tell(aVerdict());
    expect(await tell(aGreenVerdict())).toMatchObject({
      outcome: 'failed',
      detail: `PROD_ALERTMANAGER_URL: ${server.url} answers 400 "no"`,
    });
    await tell(aGreenVerdict());
    expect(states(posted(server)[2])).toEqual(['RelayCanaryFailed nip-29/member-message-is-accepted resolved']);
  });
});
