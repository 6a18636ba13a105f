import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: credentials', () => {
  test(
    'who shows none is shown nothing',
    { ...proves('streams/list-needs-credentials'), tag: '@smoke' },
    ({ walk }) => {
      for (const call of whereItApplies(walk.reads.withoutCredentials)) expect(call).toBeDenied();
    },
  );

  test('who shows wrong ones is shown nothing', proves('streams/wrong-credentials-are-refused'), ({ walk }) => {
    for (const call of walk.reads.wrongCredentials) expect(call).toBeDenied();
  });
});
