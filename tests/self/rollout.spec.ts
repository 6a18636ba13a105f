import { expect, test as base } from '@playwright/test';
import { unmet } from '../../lab/rollout/judge.ts';
import type { Outcome } from '../../lab/rollout/outcome.ts';
import { play } from '../../lab/rollout/play.ts';
import { asTimeline } from '../../lab/rollout/report.ts';
import { scenarioOf } from '../../lab/rollout/scenario.ts';

/** An idle machine takes some seconds (npm run rollout demands 15); this one may be busy with other tests. */
const WITHIN_SECONDS = 60;

/** Plays a scenario by its name; what it started is stopped when the test ends, however that is. */
const test = base.extend<{ playOut: (name: string) => Promise<Outcome> }>({
  playOut: async ({}, use, testInfo) => {
    testInfo.setTimeout(240_000);
    const end = new AbortController();
    const plays: Promise<Outcome>[] = [];
    await use((name) => {
      const playing = play(scenarioOf(name), end.signal);
      plays.push(playing);
      return playing;
    });
    end.abort();
    for (const played of await Promise.allSettled(plays)) {
      if (played.status === 'rejected') continue;
      const { output, ...outcome } = played.value;
      const scenario = scenarioOf(outcome.scenario);
      const timeline = asTimeline({ scenario, outcome: played.value, unmet: unmet(scenario, played.value) });
      await testInfo.attach('timeline', { body: timeline, contentType: 'text/plain' });
      await testInfo.attach('seconds', { body: JSON.stringify(outcome), contentType: 'application/json' });
      await testInfo.attach('output of the gate', { body: output, contentType: 'text/plain' });
    }
  },
});

test.describe('a deploy', { tag: '@slow' }, () => {
  test('that shuts members out is rolled back once, and everybody posts again', async ({ playOut }) => {
    const outcome = await playOut('bad-with-rollback');
    expect(unmet(scenarioOf('bad-with-rollback'), outcome, WITHIN_SECONDS)).toEqual([]);
    expect(outcome.asked).toBe('v2');
    expect(outcome.relayMessage).toBe('restricted: you are not a member of that group');
    expect(outcome.moments.healed).toBeGreaterThanOrEqual(outcome.moments.rollbackCalled ?? Infinity);
  });

  test('stays where the canary itself was turned away', async ({ playOut }) => {
    const outcome = await playOut('inconclusive');
    expect(unmet(scenarioOf('inconclusive'), outcome, WITHIN_SECONDS)).toEqual([]);
    expect(outcome.reason).toBe('not-the-relay-policy');
    expect(outcome.moments.rollbackCalled).toBeUndefined();
  });
});

test.describe('a deploy of a streams API', { tag: '@slow' }, () => {
  test('that ends streams without paying is rolled back once, and everybody settles again', async ({ playOut }) => {
    const outcome = await playOut('streams-bad-with-rollback');
    expect(unmet(scenarioOf('streams-bad-with-rollback'), outcome, WITHIN_SECONDS)).toEqual([]);
    expect(outcome.relayMessage).toContain('SETTLEMENT_FAILED');
    expect(outcome.moments.healed).toBeGreaterThanOrEqual(outcome.moments.rollbackCalled ?? Infinity);
  });

  test('stays where it is good: nothing is lost, and nothing is paid twice', async ({ playOut }) => {
    const outcome = await playOut('streams-good');
    expect(unmet(scenarioOf('streams-good'), outcome, WITHIN_SECONDS)).toEqual([]);
    expect(outcome.harms).toEqual({ lost: 0, 'paid-twice': 0 });
    expect(outcome.felt.map(({ tried, outcomes }) => tried - outcomes.done)).toEqual([0, 0]);
  });
});

test.describe('a deploy that was played', () => {
  const good: Outcome = {
    ...{
      scenario: 'good',
      verdict: 'pass',
      reason: '',
      summary: '',
      exitCode: 0,
      relayMessage: undefined,
      asked: 'v2',
    },
    ...{
      rollbacks: 0,
      serves: 'v2',
      harms: { lost: 0, 'paid-twice': 0 },
      ofGate: undefined,
      notUp: undefined,
      output: '',
    },
    felt: ['Early', 'Late'].map((who) => ({
      ...{ who, tried: 9, outcomes: { done: 9, refused: 0, failed: 0, unanswered: 0 }, notConfirmed: 0, goesOn: true },
      ...{ words: { refused: {}, failed: {}, unanswered: {} }, harms: { lost: 0, 'paid-twice': 0 }, slowestMs: 9 },
    })),
    moments: {
      ...{ shifted: 0, gateBegins: 0, firstRefused: undefined, firstUnanswered: undefined, firstRedCheck: undefined },
      ...{ firstFailed: undefined, firstPaidTwice: undefined },
      ...{ verdict: 2, rollbackCalled: undefined, v1Back: undefined, v1BackByHand: undefined, healed: undefined },
      ...{ gateEnded: 3, total: 3 },
    },
  };
  const differences = (changed: Partial<Outcome>, name = 'good'): string[] =>
    unmet(scenarioOf(name), { ...good, ...changed });

  test('as expected has no differences', () => {
    expect(differences({})).toEqual([]);
  });

  test('otherwise is told with each of its differences', () => {
    expect(differences({ verdict: 'fail', exitCode: 1 })).toHaveLength(2);
    expect(differences({ rollbacks: 2 })).toEqual(['calls of the rollback command: 2, not 0']);
    expect(differences({ serves: 'v1' })).toEqual(['the version that serves after the gate: v1, not v2']);
    expect(differences({ harms: { lost: 3, 'paid-twice': 0 } })).toEqual([
      'accepted messages that were lost: 3, not 0',
    ]);
    expect(differences({ felt: [] })).toEqual(['members who post after the gate: nobody, not Early, Late']);
  });

  test('has to have done the harm that is expected, and no other', () => {
    const told = (lost: number, twice: number): string[] =>
      differences({ harms: { lost, 'paid-twice': twice } }, 'streams-pays-twice').filter((text) =>
        /lost|twice/.test(text),
      );
    expect(told(0, 1)).toEqual([]);
    expect(told(1, 0)).toEqual([
      'streams that were lost, ended without a payment: 1, not 0',
      'streams that were paid twice: 0, not one or more',
    ]);
  });

  test('must not have written where it was not to write', () => {
    const told = (ofGate: number): string[] => differences({ ofGate }, 'streams-mainnet');
    expect(told(1)).toContain('streams of the gate: 1, not 0');
    expect(told(0).join()).not.toContain('streams of the gate');
  });

  test('is too late after fifteen seconds, and needs the words of the relay', () => {
    const moments = { ...good.moments, total: 15.1 };
    const told = differences({ moments, relayMessage: 'error: no' }, 'bad-with-rollback');
    expect(told).toContain('it took 15.1 s, not 15 s at most');
    expect(told).toContain('the words of the relay in the verdict are "error: no", not "restricted: …"');
    expect(differences({}, 'bad-with-rollback')).toContain('members who were turned down: nobody, not Late');
  });
});
