import { expect, proves, test } from '../../fixtures/index.ts';

const first = { ...proves('canary/relay-answers'), tag: '@smoke' };

test('the settings are usable and the relay answers', first, ({ visit }) => {
  expect(visit.arrivals.map(({ opening }) => opening.outcome)).toContain('open');
});
