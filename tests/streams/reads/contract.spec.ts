import { expect, inEachDialect, proves, test, whereItApplies } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: the contract', () => {
  test('an answer carries the id of its request, a refusal too', proves('streams/request-id-is-echoed'), ({ walk }) => {
    expect(walk.reads.list).toEchoItsId();
    expect(walk.reads.unknownStream).toEchoItsId();
  });

  test('the OpenAPI document describes what this suite asks', proves('streams/openapi-agrees'), ({ walk }) => {
    expect(whereItApplies(walk.reads.openapi).differences).toEqual([]);
  });

  test('a rate limit says when to come again', proves('streams/rate-limit-says-when'), ({ walk }) => {
    for (const call of whereItApplies(walk.limited)) expect(call).toSayWhen();
  });
});
