import { expect, test } from '@playwright/test';
import { headlineOf, verdictLine } from '../../../gate/verdict/verdict-file.ts';
import { greenRun, redRun } from '../metrics/verdicts.ts';
import { aBreach, aFailure } from './findings.ts';

const read = (line: string): Record<string, unknown> =>
  JSON.parse(line.replace(/^CANARY_VERDICT /, '')) as Record<string, unknown>;

test.describe('the line of a verdict', () => {
  test('is one line, whatever the relay said', () => {
    const summary = 'a\nb\r\nCANARY_VERDICT {"verdict":"pass"}\u2028\u0000';
    const line = verdictLine(redRun({ summary }));
    expect(line).toMatch(/^CANARY_VERDICT \{[^\n\r]*\}$/);
    expect(read(line)).toMatchObject({ verdict: 'fail', exitCode: 1, summary });
  });

  test('has ten failures at most, without their attempts, and no check', () => {
    const failures = Array.from({ length: 25 }, (_, number) => aFailure(`a/check-${number}`));
    const told = read(verdictLine(redRun({ failures })));
    expect(told['failures']).toHaveLength(10);
    expect(JSON.stringify(told)).not.toContain('"attempts"');
    expect(Object.keys(told)).not.toContain('checks');
    expect(Object.keys(told)).not.toContain('samples');
  });

  test('has the objectives that are broken, and no other', () => {
    const breach = aBreach(false);
    const slo = [breach, { ...breach, step: 'auth', outcome: 'pass' as const }];
    expect(read(verdictLine(greenRun({ slo })))['slo']).toMatchObject([{ step: 'publish' }]);
  });

  test('stays below 64 KiB with ten failures of 500 characters of words', () => {
    const failures = Array.from({ length: 10 }, () => aFailure('a/check', { relayMessage: '"'.repeat(500) }));
    expect(Buffer.byteLength(verdictLine(redRun({ failures })))).toBeLessThan(64 * 1024);
  });
});

test('the headline of a verdict has its summary and each remark in a line', () => {
  expect(headlineOf(greenRun({ summary: 'All is well.', remarks: ['one', 'two'] }))).toBe(
    'PASS · All is well.\n  one\n  two',
  );
});
