import { expect, test } from '@playwright/test';
import { quote } from '../../../fixtures/protocol/quote.ts';

test.describe("a relay's words, quoted", () => {
  test('stay readable', () => {
    expect(quote('restricted: not a member of “café”')).toBe('"restricted: not a member of “café”"');
  });

  test('cannot steer a terminal', () => {
    expect(quote('\u001b[2J\u009b2J\u007f')).toBe('"\\u001b[2J\\u009b2J\\u007f"');
  });
});
