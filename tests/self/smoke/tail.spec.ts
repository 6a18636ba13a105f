import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { onCall } from '../../../gate/smoke/on-call.ts';
import { tailOf } from '../../../gate/smoke/tail.ts';
import { paintFor } from '../../../gate/smoke/terminal.ts';
import { VERDICTS } from '../../../gate/verdict/names.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { aCheck, aFailure } from '../gate/findings.ts';
import { greenRun, redRun } from '../metrics/verdicts.ts';

const PLAIN = paintFor({ isTTY: false, columns: 80, write: () => true });

const tail = (verdict: Verdict, seconds = 3.14): string[] =>
  tailOf({ verdict, verdictFile: 'reports/verdict.json', seconds }, PLAIN).map((line) =>
    line.trim().replaceAll(/ {2,}/g, '  '),
  );

const SETTLE = aFailure('streams/settle-gives-a-hash', { relayMessage: 'SETTLEMENT_FAILED' });

test.describe('the last lines of the log', () => {
  test('are one where all is well, and the remarks', () => {
    expect(tail(greenRun({ summary: 'Every blocking check ran and passed.', remarks: ['a remark'] }))).toEqual([
      'PASS · every blocking check ran and passed · 3.1 s',
      'a remark',
    ]);
  });

  test('say whose a failure is, what to do, what was not reached, and where the verdict is', () => {
    const [title, idle] = ['a describe › every member may write to every group', 'x › another check'];
    const failures = [aFailure('nip-29/member-message-is-accepted', { title }), SETTLE];
    const checks = [aCheck('streams/nothing-is-left-open', { title: idle, outcome: 'did-not-run' })];
    const lines = tail(redRun({ summary: 'x: no.', failures, checks }));
    expect(lines).toEqual([
      'FAIL · x: no · 3.1 s',
      "whose  the relay's",
      "whose  the API's",
      expect.stringMatching(/^what to do  docs\/on-call\.md:\d+, the row "every member may write to every group"$/),
      expect.stringMatching(/^what to do  docs\/on-call\.md/),
      'not reached  another check',
      'verdict  reports/verdict.json',
    ]);
  });

  for (const [side, words] of [
    ['policy', "a policy's, not the deploy's (why)"],
    ['runner', "ours: this machine's (why)"],
    ['unclear', 'nobody can tell from here (why)'],
  ] as const)
    test(`lay a failure at the door of ${side}`, () => {
      expect(tail(redRun({ failures: [{ ...SETTLE, side, because: 'why' }] }))).toContain(`whose  ${words}`);
    });

  test('tell settings that the run has told already but once', () => {
    const summary = 'Error: The settings are not usable (1):\n  STAGING_RELAY_URL is not set\n    → set it.';
    const unusable = {
      verdict: 'usage',
      summary,
      failures: [aFailure('canary/relay-answers', { side: 'settings' })],
    } as const;
    expect(tail(redRun({ ...unusable, failures: [...unusable.failures] })).slice(0, 2)).toEqual([
      'USAGE · the settings are not usable (1): · 3.1 s',
      "whose  the settings': they are told above",
    ]);
    expect(tail(redRun({ ...unusable, failures: [] })).slice(0, 3)).toContain('STAGING_RELAY_URL is not set');
  });

  test('say that it took too long', () => {
    const aborted = redRun({
      verdict: 'aborted',
      summary: 'The run was ended by the deadline of the gate.',
      failures: [],
    });
    expect(tail(aborted, 33.4).slice(0, 3)).toEqual([
      'ABORTED · the run was ended by the deadline of the gate · 33.4 s',
      'too long  a healthy deployment takes less than 30 s',
      expect.stringMatching(/^what to do  docs\/on-call\.md:\d+, the row "aborted"$/),
    ]);
  });
});

test('docs/on-call.md has a row for every verdict, and its line is told', () => {
  const lines = readFileSync('docs/on-call.md', 'utf8').split('\n');
  for (const verdict of VERDICTS) {
    const [, line = ''] = /:(\d+), the row/.exec(onCall('no such check', verdict)) ?? [];
    expect(lines[Number(line) - 1], verdict).toMatch(new RegExp(`^\\| ${verdict} `));
  }
  expect(onCall('no such check')).toBe('docs/on-call.md');
});
