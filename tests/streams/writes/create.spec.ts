import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: create', () => {
  test(
    'makes a stream that can be read back',
    { ...proves('streams/create-makes-a-stream'), tag: '@smoke' },
    ({ writes }) => {
      expect(writes.created).toShowStream();
      expect(whereItApplies(writes.readBack)).toShowStream({ id: writes.created.stream?.id });
    },
  );

  test('puts the stream into the list', proves('streams/created-stream-is-listed'), ({ writes }) => {
    expect(whereItApplies(writes.listed)).toList(writes.created.stream?.id);
  });

  test('shows the list anew to who has an older one', proves('streams/changed-list-is-shown'), ({ writes }) => {
    expect(whereItApplies(writes.changed)).toList(writes.created.stream?.id);
  });

  test('gives the same stream for the same key', proves('streams/create-is-idempotent'), ({ writes }) => {
    expect(whereItApplies(writes.createdAgain)).toShowStream({ id: writes.created.stream?.id });
  });

  test('refuses another body under the same key', proves('streams/other-body-is-refused'), ({ writes }) => {
    expect(whereItApplies(writes.otherBody)).toAnswer(409, 422);
  });

  test('names the fields that are wrong', proves('streams/invalid-is-refused-by-field'), ({ writes }) => {
    const { call, fields } = whereItApplies(writes.invalid);
    expect(call).toNameFields(fields);
  });

  test('demands the CSRF token', proves('streams/csrf-is-demanded'), ({ writes }) => {
    expect(whereItApplies(writes.withoutCsrf)).toAnswer(403);
  });
});
