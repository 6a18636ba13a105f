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

test.describe('a deploy', () => {
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
    ...{ rollbacks: 0, serves: 'v2', lost: 0, notUp: undefined, output: '' },
    felt: ['Early', 'Late'].map((member) => ({
      ...{ member, sent: 9, accepted: 9, refused: 0, refusals: {}, unanswered: 0, silences: {}, notReadBack: 0 },
      postsAfterwards: true,
    })),
    moments: {
      ...{ shifted: 0, gateBegins: 0, firstRefused: undefined, firstUnanswered: undefined, firstRedCheck: undefined },
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
    expect(differences({ lost: 3 })).toEqual(['accepted messages that were lost: 3, not 0']);
    expect(differences({ felt: [] })).toEqual(['members who post after the gate: nobody, not Early, Late']);
  });

  test('is too late after fifteen seconds, and needs the words of the relay', () => {
    const moments = { ...good.moments, total: 15.1 };
    const told = differences({ moments, relayMessage: 'error: no' }, 'bad-with-rollback');
    expect(told).toContain('it took 15.1 s, not 15 s at most');
    expect(told).toContain('the relay\'s words in the verdict are "error: no", not "restricted: …"');
    expect(differences({}, 'bad-with-rollback')).toContain('members who were refused: nobody, not Late');
  });
});
