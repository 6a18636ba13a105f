import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('NIP-29: strangers', { tag: '@canary' }, () => {
  test('every canary group is closed to strangers', proves('nip-29/group-is-closed'), ({ visit }) => {
    const groups = whereItApplies(visit.groups);
    const missing = groups.filter(({ exists }) => !exists).map(({ id }) => id);
    const open = groups.filter(({ exists, isClosed }) => exists && !isClosed).map(({ id }) => id);
    expect.soft(missing, 'groups without metadata (39000): run npm run provision, or they are lost').toEqual([]);
    expect
      .soft(open, 'groups whose 39000 says neither closed nor restricted: a canary proves nothing there')
      .toEqual([]);
  });

  test("a stranger's message is kept out", proves('nip-29/stranger-is-refused'), ({ visit }) => {
    expect(whereItApplies(visit.strangersMessage)).toBeKeptOut();
  });

  test('a message to an unknown group is kept out', proves('nip-29/unknown-group-is-refused'), ({ visit }) => {
    expect(whereItApplies(visit.messageToUnknownGroup)).toBeKeptOut();
  });
});

test.describe('NIP-29: private groups', { tag: '@canary' }, () => {
  test('the relay says the same as the settings', proves('nip-29/private-flag-is-kept'), ({ visit }) => {
    const wrong = whereItApplies(visit.groups).filter(
      ({ isPrivate, isDeclaredPrivate }) => isPrivate !== isDeclaredPrivate,
    );
    expect(wrong, 'groups that are private by 39000 or by CANARY_GROUP, and not by both').toEqual([]);
  });

  test('private messages are shown to no stranger', proves('nip-29/private-is-unseen'), ({ visit }) => {
    expect(whereItApplies(visit.privateReads)).toRevealNothing();
  });

  test('private messages are counted for no stranger', proves('canary/private-is-not-counted'), ({ visit }) => {
    const seen = whereItApplies(visit.privateCounts).filter(
      ({ exchanged }) => exchanged.outcome !== 'refused' && !('count' in exchanged && exchanged.count === 0),
    );
    expect(seen, 'answers to a COUNT that are neither a refusal nor 0').toEqual([]);
  });
});
