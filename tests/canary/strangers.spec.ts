import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('NIP-29: strangers', { tag: '@canary' }, () => {
  test('every canary group exists and is closed to strangers', proves('nip-29/group-is-closed'), ({ visit }) => {
    for (const { id, exists, isClosed } of visit.groups) {
      expect.soft(exists, `the relay shows metadata (39000) of "${id}"; if not: npm run provision`).toBe(true);
      expect
        .soft(isClosed, `"${id}" is closed or restricted by its 39000; where everybody may write, a canary proves little`)
        .toBe(true);
    }
  });

  test("a stranger's message is refused and kept from all", proves('nip-29/stranger-is-refused'), ({ visit }) => {
    const { publication, isStored, deliveredTo, watchedBy } = visit.strangersMessage;
    expect.soft(publication).toBeRefused();
    expect.soft(isStored, 'stored').toBe(false);
    expect.soft(deliveredTo, 'delivered to').toEqual([]);
    expect.soft(watchedBy, 'members who heard the sentinel, and would have heard this').not.toEqual([]);
  });

  test('a message to an unknown group is refused', proves('nip-29/unknown-group-is-refused'), ({ visit }) => {
    const { publication, isStored, deliveredTo, watchedBy } = whereItApplies(visit.messageToUnknownGroup);
    expect.soft(publication).toBeRefused();
    expect.soft(isStored, 'stored').toBe(false);
    expect.soft(deliveredTo, 'delivered to').toEqual([]);
    expect.soft(watchedBy, 'members who heard the sentinel, and would have heard this').not.toEqual([]);
  });
});

test.describe('NIP-29: private groups', { tag: '@canary' }, () => {
  test('a group that is declared private is private', proves('nip-29/private-flag-is-kept'), ({ visit }) => {
    for (const { id, isPrivate, isDeclaredPrivate } of visit.groups)
      expect.soft(isPrivate, `"${id}" is private by its 39000`).toBe(isDeclaredPrivate);
  });

  test('private messages are shown to no stranger', proves('nip-29/private-is-unseen'), ({ visit }) => {
    for (const { filter, path, answer, shown } of whereItApplies(visit.privateReads)) {
      expect.soft(shown, `${path} events for a stranger who asks by ${filter}`).toEqual([]);
      expect.soft(['complete', 'refused'], `the answer to ${filter}`).toContain(answer.outcome);
    }
  });
});
