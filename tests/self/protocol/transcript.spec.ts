import { expect, test } from '@playwright/test';
import { Transcript } from '../../../fixtures/protocol/transcript.ts';

const numbered = (count: number): Transcript => {
  const transcript = new Transcript();
  for (let number = 1; number <= count; number += 1) transcript.add('relay', `line ${number}`);
  return transcript;
};

test.describe('a transcript', () => {
  test('keeps who said what, in order, with milliseconds', () => {
    const transcript = new Transcript();
    transcript.add('we', 'hello');
    transcript.add('relay', 'who is there?');
    expect(transcript.lines).toMatchObject([
      { who: 'we', text: 'hello' },
      { who: 'relay', text: 'who is there?' },
    ]);
    for (const { ms } of transcript.lines) expect(ms).toBeLessThan(1000);
  });

  test('shortens a long text and tells its length', () => {
    const transcript = new Transcript();
    transcript.add('relay', 'x'.repeat(1_000_000));
    const text = transcript.lines[0]?.text ?? '';
    expect(text).toMatch(/^x{1200}… \(1000000 characters\)$/);
  });

  test('keeps three hundred lines whole', () => {
    const lines = numbered(300).lines.map(({ text }) => text);
    expect(lines).toEqual(Array.from({ length: 300 }, (_, index) => `line ${index + 1}`));
  });

  test('keeps the first and the last lines of many and counts the rest', () => {
    const lines = numbered(1000).lines.map(({ text }) => text);
    expect(lines).toHaveLength(301);
    expect(lines.slice(149, 152)).toEqual(['line 150', '(700 lines left out)', 'line 851']);
    expect(lines.at(-1)).toBe('line 1000');
  });
});
