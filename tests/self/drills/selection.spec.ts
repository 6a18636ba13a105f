import { expect, test } from '@playwright/test';
import type { Letter } from '../../../lab/drills/drill.ts';
import { lettersLeft, select, type Selection } from '../../../lab/drills/selection.ts';

const ALL: { id: string; letter: Letter }[] = [
  { id: 'A1', letter: 'A' },
  { id: 'A2', letter: 'A' },
  { id: 'B1', letter: 'B' },
  { id: 'C1', letter: 'C' },
  { id: 'D1', letter: 'D' },
];

const chosen = (selection: Selection): string =>
  select(ALL, selection)
    .map(({ id }) => id)
    .join(' ');

test.describe('ONLY and SKIP', () => {
  for (const [selection, ids] of [
    [{}, 'A1 A2 B1 C1 D1'],
    [{ only: 'C' }, 'C1'],
    [{ only: 'ac' }, 'A1 A2 C1'],
    [{ only: 'A2, B' }, 'A2 B1'],
    [{ skip: 'AD' }, 'B1 C1'],
    [{ skip: 'A1' }, 'A2 B1 C1 D1'],
    [{ only: 'A', skip: 'A2' }, 'A1'],
    [{ only: '', skip: ' ' }, 'A1 A2 B1 C1 D1'],
  ] as [Selection, string][])
    test(`${JSON.stringify(selection)} choose ${ids}`, () => {
      expect(chosen(selection)).toBe(ids);
    });

  for (const [selection, letters] of [
    [{}, 'ABCDE'],
    [{ only: 'b,d4' }, 'BD'],
    [{ skip: 'DE' }, 'ABC'],
    [{ skip: 'D4' }, 'ABCDE'],
    [{ only: 'ABC', skip: 'a' }, 'BC'],
  ] as [Selection, string][])
    test(`${JSON.stringify(selection)} leave the letters ${letters}`, () => {
      expect(lettersLeft(selection).join('')).toBe(letters);
    });

  test('refuse what is no drill, by name', () => {
    expect(() => chosen({ only: 'X' })).toThrow(
      'ONLY: "X" is no drill: use letters (ABCDE) or drills (A1, A2, B1, C1, D1)',
    );
    expect(() => chosen({ skip: 'A9' })).toThrow('SKIP: "A9" is no drill');
    expect(() => chosen({ only: 'A-B' })).toThrow('ONLY: "-" is no drill');
  });
});
