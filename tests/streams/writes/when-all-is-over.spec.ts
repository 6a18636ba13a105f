import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: afterwards', () => {
  test('the settlement was told to who listens', proves('streams/events-come'), ({ writes }) => {
    const { call, heard } = whereItApplies(writes.events);
    expect(call).toAnswer(200);
    expect(heard).toContain('settle:finished');
  });

  test(
    'what the run before has settled is settled still',
    proves('streams/earlier-settlement-is-kept'),
    ({ writes }) => {
      const { hash, calls } = whereItApplies(writes.earlier);
      for (const call of calls) expect(call).toShowStream({ hash });
    },
  );

  test(
    'no synthetic stream is left open',
    { ...proves('streams/nothing-is-left-open'), tag: '@smoke' },
    ({ writes }) => {
      expect(whereItApplies(writes.leftOpen)).toEqual([]);
    },
  );
});
