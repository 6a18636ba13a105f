import type { Call, Paging } from '../../../fixtures/streams/record.ts';
import { answered, aStream, ID, NO_ANSWERS } from './calls.ts';
import { CLAIMS, REFUSED } from './claims.ts';
import { expect, test } from './streams-lab.ts';

/** A claim about a list, which has to be one to be judged. */
const listed = (recipient: string): Call => answered(200, { page: { streams: [aStream({ recipient })] } });

const paging = (...pages: string[][]): Paging => ({
  ...{ whole: ['one', 'two'], total: 2 },
  pages: pages.map((ids) => ({ call: answered(200, { page: { streams: ids.map((id) => aStream({ id })) } }), ids })),
});

test.describe('matchers of the streams checks', () => {
  for (const [name, { claim, opposite, holds, fails }] of Object.entries(CLAIMS)) {
    test(`${name} holds, and denying it fails`, () => {
      for (const call of holds) {
        expect(() => claim(call)).not.toThrow();
        expect(() => opposite(call)).toThrow(ID);
        expect(() => opposite(call)).toThrow('Expected: not ');
      }
    });

    test(`${name} fails with the words of the API and the id of the request, and denying it holds`, () => {
      for (const [call, told] of fails) {
        expect(() => claim(call)).toThrow(told);
        expect(() => claim(call)).toThrow(`(GET /api/streams, request ${ID})`);
        expect(() => claim(call)).toThrow(/Received: .*HTTP \d{3} (".*(words|gateway)|after)/);
        expect(() => opposite(call)).not.toThrow();
      }
    });

    for (const { call, told } of NO_ANSWERS)
      test(`${name} fails, and so does its opposite, with ${told.slice(0, 12)}`, () => {
        expect(() => claim(call)).toThrow(told);
        expect(() => opposite(call)).toThrow(told);
      });
  }

  test('toListOnlyFor names others, and judges nothing but a list', () => {
    expect(listed('us')).toListOnlyFor(['us', 'them']);
    expect(() => expect(listed('us')).not.toListOnlyFor(['us'])).toThrow('Expected: not only streams');
    expect(() => expect(listed('them')).toListOnlyFor(['us'])).toThrow('1 others: one to them');
    expect(listed('them')).not.toListOnlyFor(['us']);
    for (const { call, told } of [...NO_ANSWERS, { call: REFUSED, told: 'CODE: words of the API' }]) {
      expect(() => expect(call).toListOnlyFor(['us'])).toThrow(told);
      expect(() => expect(call).not.toListOnlyFor(['us'])).toThrow(told);
    }
  });

  test('toBeWholeInPages sees what comes twice, is left out or in another order', () => {
    expect(paging(['one'], ['two'])).toBeWholeInPages();
    expect(() => expect(paging(['one'], ['two'])).not.toBeWholeInPages()).toThrow('page by page one, two');
    for (const pages of [
      [['one'], ['one']],
      [['one'], []],
      [['two'], ['one']],
    ])
      expect(() => expect(paging(...pages)).toBeWholeInPages()).toThrow('(of 2)');
    expect({ ...paging(['one'], ['two']), total: 1 }).not.toBeWholeInPages();
    const refused = { ...paging(['one']), pages: [{ call: REFUSED, ids: [] }] };
    expect(() => expect(refused).toBeWholeInPages()).toThrow('CODE: words of the API');
  });

  for (const { call, told } of NO_ANSWERS)
    test(`toBeWholeInPages fails, and so does its opposite, with ${told.slice(0, 12)}`, () => {
      const cut: Paging = { ...paging(['one']), pages: [...paging(['one']).pages, { call, ids: [] }] };
      expect(() => expect(cut).toBeWholeInPages()).toThrow(told);
      expect(() => expect(cut).not.toBeWholeInPages()).toThrow(told);
    });

  test('toBeSettled takes any hash of a mock chain, and none that is empty', () => {
    const mock = { state: 'ended', network: 'mock' } as const;
    expect(answered(200, { stream: { state: 'ended', hash: 'mock-1' } })).toBeSettled(mock);
    expect(answered(200, { stream: { state: 'ended', hash: '' } })).not.toBeSettled(mock);
  });
});
