import { expect, test } from '@playwright/test';
import { redactedLines } from '../../../gate/actions/redacted-lines.ts';
import { redact, SECRET } from './fixtures.ts';

/** The lines of a text that comes in pieces of this size. */
function linesOf(text: string, size: number): string[] {
  const lines: string[] = [];
  const { take, end } = redactedLines(redact, (line) => lines.push(line));
  for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size));
  end();
  return lines;
}

test.describe('lines', () => {
  for (const size of [1, 7, 1000])
    test(`are whole and without secrets, in pieces of ${size}`, () => {
      const text = `a\r\n${SECRET}\n\n${'b'.repeat(30)}${SECRET}\nend`;
      expect(linesOf(text, size)).toEqual(['a', '[redacted]', '', `${'b'.repeat(30)}[redacted]`, 'end']);
    });

  for (const size of [1, 4096, 65_536])
    test(`show no part of a secret where they are cut, in pieces of ${size}`, () => {
      for (const before of [9990, 9999, 19_990, 19_999]) {
        const text = `${'x'.repeat(before)}${SECRET}${'y'.repeat(30_000)}\nlast`;
        const [long = '', last] = linesOf(text, size);
        expect(long).not.toContain('glsa');
        expect(long.length).toBeLessThanOrEqual(10_020);
        expect(last).toBe('last');
      }
    });

  test('are given before they end where they are too long to be kept', () => {
    const lines: string[] = [];
    const { take } = redactedLines(redact, (line) => lines.push(line));
    take('x'.repeat(30_000));
    expect(lines).toEqual([`${'x'.repeat(10_000)} … (cut)`]);
  });

  test('show no part of a secret where a line is made of nothing else', () => {
    const [long = ''] = linesOf(SECRET.repeat(5000), 1009);
    expect(long.replaceAll('[redacted]', '')).not.toContain('gls');
  });
});
