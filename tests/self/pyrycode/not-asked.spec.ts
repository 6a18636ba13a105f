import { expect } from '@playwright/test';
import { splitAspects } from '../../../fixtures/split-brain/report.ts';
import type { Seams } from '../../../lab/pyrycode/options.ts';
import type { RunningPyrycodeRelay } from '../../../lab/pyrycode/start.ts';
import { told, toldBy, test } from './deployment.ts';

/** Does something when the sixth connection is asked for, which is let in nevertheless. */
function atTheSixthUpgrade(act: () => void): Partial<Seams> {
  let upgrades = 0;
  return {
    upgrade: (_request, healthy) => {
      upgrades += 1;
      if (upgrades === 6) act();
      return healthy;
    },
  };
}

test.describe('the probe of pyrycode-relay cannot tell', () => {
  test('where the rate limit turns connections away', async ({ start, probe }) => {
    const report = await probe(await start({ limits: { burst: 6 } }));
    expect(told(report.findings.live)).toContain('5 of 11 connections reach the server id, 6 cannot tell (HTTP 429');
    expect(report.findings.live).toHaveProperty('didNotRun', true);
    expect(report.findings.count).toHaveProperty('didNotRun', true);
    expect(splitAspects(report)).toEqual([]);
  });

  test('where the relay has as many connections as it may', async ({ start, probe }) => {
    const report = await probe(await start({ limits: { maxConnections: 1 } }));
    expect(told(report.findings.live)).toContain('0 of 1 connections reach the server id, 1 cannot tell (HTTP 503');
    expect(splitAspects(report)).toEqual([]);
  });

  test('where its own server id is turned away', async ({ start, probe }) => {
    const report = await probe(await start({ seams: { upgrade: () => ({ status: 503 }) } }));
    expect(told(report.findings.live)).toContain('the connection of the server id did not open: HTTP 503');
  });

  test('where nobody listens', async ({ start, probe }) => {
    const relay = await start();
    await relay.stop();
    const report = await probe(relay);
    for (const finding of [report.findings.live, report.findings.identity, report.findings.count])
      expect(told(finding)).toMatch(/^not asked: .*ECONNREFUSED/);
  });

  test('where one of two instances is not there', async ({ start, before, probe }) => {
    const [alive, dead] = [await start(), await start()];
    await dead.stop();
    const report = await probe(await before([alive, dead]));
    expect(told(report.findings.live)).toContain('cannot tell');
    expect(splitAspects(report)).toEqual([]);
  });

  test('where the relay stops in between', async ({ start, probe }) => {
    const relay: RunningPyrycodeRelay = await start({ seams: atTheSixthUpgrade(() => void relay.stop()) });
    const report = await probe(relay);
    expect(told(report.findings.live)).toContain('closed with 1001 "shutting down"');
    expect(splitAspects(report)).toEqual([]);
  });

  test('where some get 4404, and the instance of the server id stops before the end', async ({
    start,
    before,
    probe,
  }) => {
    const first: RunningPyrycodeRelay = await start({ seams: atTheSixthUpgrade(() => void first.stop()) });
    const report = await probe(await before([first, await start()]));
    expect(told(report.findings.live)).toContain('the connection of the server id was closed with 1001');
    expect(report.findings.live).toHaveProperty('didNotRun', true);
  });

  test('where no frame comes back at all', async ({ start, probe }) => {
    const relay = await start({ seams: { frame: () => undefined } });
    const report = await probe(relay, { answerWithinMs: 100 });
    expect(told(report.findings.live)).toMatch(/^not asked: 0 of 1 connections .* no frame of theirs comes back/);
  });

  test('where its time is over', async ({ start, probe }) => {
    const relay = await start({ seams: { frame: () => undefined } });
    const report = await probe(relay, { answerWithinMs: 10_000, deadlineMs: 300 });
    expect(told(report.findings.live)).toMatch(/^not asked: .*over/);
    expect(report.durationMs).toBeLessThan(2000);
  });

  test('what a document of something else would have told', async ({ start, probe }) => {
    const report = await probe(await start(toldBy(() => ({ status: 'ok' }) as never)));
    expect(told(report.findings.live)).toBe('one');
    expect(told(report.findings.identity)).toContain('which is not the document of pyrycode-relay');
    expect(told(report.findings.count)).toContain('11 of 11 questions for /healthz were not answered: HTTP 200');
  });

  for (const [option, problem] of [
    [{ url: 'ftp://relay.example' }, 'is no address of a relay'],
    [{ connections: 1 }, 'give 2 to 15'],
    [{ connections: 16 }, 'give 2 to 15'],
  ] as const)
    test(`and refuses ${JSON.stringify(option)}`, async ({ probe }) => {
      await expect(probe({ url: 'http://127.0.0.1:1' }, option)).rejects.toThrow(problem);
    });
});
