import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('what no member may do', { tag: '@canary' }, () => {
  test('a forged message is kept out', proves('canary/forged-message-is-kept-out'), ({ visit }) => {
    expect(whereItApplies(visit.forgery)).toBeKeptOut();
  });

  test("a plain member's moderation is kept out", proves('canary/members-do-not-moderate'), ({ visit }) => {
    expect(whereItApplies(visit.moderation)).toBeKeptOut();
  });

  test("a member's own metadata of a group is kept out", proves('canary/metadata-is-the-relays'), ({ visit }) => {
    expect(whereItApplies(visit.metadata)).toBeKeptOut();
  });

  test("nobody deletes somebody else's message", proves('canary/anothers-message-stays'), ({ visit }) => {
    const { answer, expected } = whereItApplies(visit.anothersDeletion);
    expect(answer).toShow(...expected);
  });
});
