import { expect, proves, test } from '../../fixtures/index.ts';

test('the settings are usable and the relay answers', proves('canary/relay-answers'), ({ visit }) => {
  expect(visit.arrivals.map(({ opening }) => opening.outcome)).toContain('open');
});
