import { expect, inEachDialect, proves, test } from '../../../fixtures/streams-suite.ts';

inEachDialect('streams: health', () => {
  test(
    'the settings are usable and the API answers',
    { ...proves('streams/api-answers'), tag: '@smoke' },
    ({ walk }) => {
      expect(walk.reads.list.answer.outcome).toBe('answered');
    },
  );

  test('the API is alive', proves('streams/live'), ({ walk }) => {
    expect(walk.reads.liveness).toAnswer(200);
  });

  test('the API is ready', { ...proves('streams/ready'), tag: '@smoke' }, ({ walk }) => {
    expect(walk.reads.readiness).toAnswer(200);
  });

  test(
    'what readiness says of each dependency is what its status says',
    proves('streams/readiness-agrees'),
    ({ walk }) => {
      expect(walk.reads.readiness).toAgreeWithItself();
    },
  );
});
