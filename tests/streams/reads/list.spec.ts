import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: the list', () => {
  test('is shown to an authenticated client', { ...proves('streams/list-is-shown'), tag: '@smoke' }, ({ walk }) => {
    expect(walk.reads.list).toList();
  });

  test('shows page by page what it shows at once', proves('streams/list-keeps-to-its-pages'), ({ walk }) => {
    expect(whereItApplies(walk.reads.paging)).toBeWholeInPages();
  });

  test('is not sent again where it has not changed', proves('streams/unchanged-list-is-304'), ({ walk }) => {
    expect(whereItApplies(walk.reads.unchanged)).toAnswer(304);
  });

  test('holds the streams of nobody else', { ...proves('streams/only-own-streams'), tag: '@smoke' }, ({ walk }) => {
    expect(walk.reads.list).toListOnlyFor(walk.reads.recipients);
  });

  test(
    'does not make up streams: one that is not there is 404',
    proves('streams/unknown-stream-is-404'),
    ({ walk }) => {
      expect(walk.reads.unknownStream).toAnswer(404);
    },
  );
});
