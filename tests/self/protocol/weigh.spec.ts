import { expect, test } from '@playwright/test';
import { problemOf, weigh } from '../../../fixtures/protocol/weigh.ts';

test.describe('the weight of a text', () => {
  test('is its depth and its parts', () => {
    expect(weigh('["EVENT","id",{"tags":[["h","x"]]}]')).toEqual({ depth: 4, parts: 8 });
    expect(weigh('no JSON at all')).toEqual({ depth: 0, parts: 1 });
  });

  test('leaves out what stands in strings, quotes included', () => {
    expect(weigh(String.raw`["[[[[,,,,\"[[,\\",1]`)).toEqual({ depth: 1, parts: 3 });
  });

  test('is too much where it is nested too deep or has too many parts', () => {
    expect(problemOf(weigh('['.repeat(101)))).toBe('it is nested too deep');
    expect(problemOf(weigh(`[${'1,'.repeat(100_000)}1]`))).toBe('it has too many parts');
  });

  test('is none to speak of for a member list of ten thousand', () => {
    const list = Array.from({ length: 10_000 }, () => ['p', 'f'.repeat(64)]);
    expect(problemOf(weigh(JSON.stringify(['EVENT', 'id', { kind: 39002, tags: list }])))).toBeUndefined();
  });
});
