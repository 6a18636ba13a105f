import { expect, test } from '@playwright/test';
import { jobSummary, stepOutputs } from '../../../deploy/github/job-summary.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';

/** A verdict `fail` for which a relay said something. */
const failed = (relayMessage: string): Verdict => ({
  schema: 'relay-canary/verdict/v1',
  verdict: 'fail',
  reason: 'blocking-check-failed',
  summary: `A member may not write: ${relayMessage}`,
  exitCode: 1,
  run: {
    id: 'one',
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:00:03Z',
    durationMs: 3210,
    project: 'prod-canary',
    trigger: 'post-deploy',
    deployId: 'v42',
  },
  target: { relay: 'wss://relay.example', software: null, version: null },
  counts: { planned: 14, ran: 14, passed: 13, failed: 1, flaky: 0, skipped: 0, didNotRun: 0 },
  checks: [],
  failures: [
    {
      id: 'nip-29/member-message-is-accepted',
      title: 'every member may write',
      policy: 'blocking',
      side: 'relay',
      because: 'the relay refused',
      confirmed: true,
      relayMessage,
      attempts: [],
    },
  ],
  samples: {},
  remarks: [],
  slo: [],
  consecutiveFailures: 1,
  lastSuccessAt: null,
  actions: [],
});

test.describe('what GitHub is told of a verdict', () => {
  test("is the verdict and the relay's words", () => {
    const summary = jobSummary(failed('restricted: you are not a member of that group'));
    expect(summary).toContain('## Canary: fail');
    expect(summary).toContain('| relay | restricted: you are not a member of that group |');
    expect(summary).toContain('13 of 14 checks passed, 0 do not apply, in 3.2 s');
  });

  test('is nothing that the relay could draw or link', () => {
    const summary = jobSummary(failed('| a |\n<img src=x> [here](https://evil.example) ![x](y) `c` @team'));
    expect(summary).not.toMatch(/<img|[^\\]\[here|[^\\]!|[^\\]`c|[^\\]@team/);
    expect(summary.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(3);
  });

  test('is no second output that the relay made up', () => {
    expect(stepOutputs(failed('no\nverdict=pass')).split('\n')).toEqual([
      'verdict=fail',
      'summary=A member may not write: no verdict=pass',
      '',
    ]);
  });

  test('is "insufficient" where there is no verdict', () => {
    expect(stepOutputs(undefined)).toMatch(/^verdict=insufficient\n/);
    expect(jobSummary(undefined)).toContain('## Canary: insufficient');
  });
});
