import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: start and settle', () => {
  test('settle before start is refused', proves('streams/settle-before-start-is-refused'), ({ writes }) => {
    expect(whereItApplies(writes.settledDraft)).toAnswer(409, 422);
  });

  test('start makes the stream run', { ...proves('streams/start-makes-it-active'), tag: '@smoke' }, ({ writes }) => {
    expect(whereItApplies(writes.started)).toShowStream({ state: writes.states.started });
  });

  test(
    'settle ends it, by a transaction',
    { ...proves('streams/settle-gives-a-hash'), tag: '@smoke' },
    ({ writes }) => {
      const { states, network } = writes;
      expect(whereItApplies(writes.settled)).toAnswer(200);
      expect(whereItApplies(writes.settledReadBack)).toBeSettled({ state: states.settled, network });
    },
  );

  test('the same key settles it once', { ...proves('streams/settle-is-idempotent'), tag: '@smoke' }, ({ writes }) => {
    const { hash } = whereItApplies(writes.settled).stream ?? {};
    expect(whereItApplies(writes.settledAgain)).toShowStream({ hash });
  });

  test('another key settles it no second time', proves('streams/settles-only-once'), ({ writes }) => {
    const { call, readBack } = whereItApplies(writes.settledTwice);
    expect(call).toAnswer(409, 422);
    expect(readBack).toShowStream({ hash: whereItApplies(writes.settledReadBack).stream?.hash });
  });

  test(
    'after every answer the stream is what was answered',
    proves('streams/state-agrees-with-answers'),
    ({ writes }) => {
      expect(writes.agreement.differences).toEqual([]);
      expect(writes.agreement.checked).toBeGreaterThan(0);
    },
  );
});
