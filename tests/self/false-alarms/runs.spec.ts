import { readFileSync } from 'node:fs';
import type { VisitOutcome } from '../../../fixtures/canary/record.ts';
import { runProject } from '../../../lab/run/run-project.ts';
import { expect, test } from '../lab.ts';
import { mostOpen, recording, saidWhileLoggingIn, subscriptionIds } from './recorder.ts';
import { GREEN } from './unusual.ts';

/** What a run wrote down about its visit. */
const visitIn = (reports: string): VisitOutcome =>
  JSON.parse(readFileSync(`${reports}/test-results/.prod-canary-0-0-visit.json`, 'utf8')) as VisitOutcome;

test.describe('runs', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 180_000 });

  test('FA-03: a verdict rests on what this run saw, not on an earlier one', async ({ labRelay }, testInfo) => {
    const reports = testInfo.outputPath('reports');
    const run = { project: 'prod-canary', reports, settings: labRelay.settings };
    await labRelay.restart({ seams: { upgrade: () => ({ status: 503 }) } });
    expect(await runProject(run)).toMatchObject({ exitCode: 1, red: ['canary/relay-answers'] });

    await labRelay.restart({});
    const from = Date.now();
    expect(await runProject(run)).toMatchObject(GREEN);
    const { visit, transcripts } = visitIn(reports);
    expect(Date.parse(visit?.startedAt ?? '')).toBeGreaterThanOrEqual(from);
    expect(transcripts.flatMap(({ lines }) => lines).every(({ ms }) => ms >= 0)).toBe(true);

    await labRelay.restart({ seams: { upgrade: () => ({ status: 503 }) } });
    expect(await runProject(run)).toMatchObject({ exitCode: 1, red: ['canary/relay-answers'] });
  });

  test('FA-13: nobody asks before the login is answered, and every run has ids of its own', async ({ labRelay }) => {
    const [first, second] = [recording(), recording()];
    for (const { seams } of [first, second]) {
      await labRelay.restart({ seams });
      expect(await labRelay.runCanary()).toMatchObject(GREEN);
    }
    expect(first.connections.flatMap(saidWhileLoggingIn)).toEqual([]);
    const ids = [...new Set(subscriptionIds(first.connections)), ...new Set(subscriptionIds(second.connections))];
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('FA-13: a CLOSED that comes late, after our own CLOSE, is no failure', async ({ labRelay }) => {
    const { seams } = recording((webSocket, [verb, id]) => {
      if (verb === 'CLOSE') setTimeout(() => webSocket.send(JSON.stringify(['CLOSED', id, ''])), 200);
    });
    await labRelay.restart({ seams });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });

  test('FA-14: a run does not hit a limit of ten subscriptions', async ({ labRelay }) => {
    const { connections, seams } = recording();
    await labRelay.restart({ seams, limits: { maxSubscriptions: 10 } });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
    expect(Math.max(...connections.map(mostOpen))).toBeLessThanOrEqual(10);
  });

  test('FA-14: two runs at once are green, and so is the next one', async ({ labRelay }) => {
    const runs = await Promise.all([labRelay.runCanary(), labRelay.runCanary()]);
    expect([...runs, await labRelay.runCanary()]).toMatchObject([GREEN, GREEN, GREEN]);
  });
});
