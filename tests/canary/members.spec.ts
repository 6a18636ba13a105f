import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('NIP-29: members of the canary groups', { tag: ['@canary', '@smoke'] }, () => {
  test('every member may write to every group', proves('nip-29/member-message-is-accepted'), ({ visit }) => {
    expect(visit.messages).toAllBeAccepted();
  });

  test("a member's messages are read back by another", proves('nip-29/member-message-is-stored'), ({ visit }) => {
    const { answer, expected } = whereItApplies(visit.readBack);
    expect(answer).toShow(...expected);
  });

  test('messages come live to every other member', proves('nip-29/member-message-is-delivered'), ({ visit }) => {
    expect(whereItApplies(visit.deliveries)).toAllBeDelivered();
  });
});

test.describe('NIP-29: what members leave in the canary groups', { tag: '@canary' }, () => {
  test('what the previous run wrote is still there', proves('canary/earlier-message-is-kept'), ({ visit }) => {
    for (const { group, answer } of visit.memories) {
      expect.soft(answer, `earlier messages in "${group}"`).toBeComplete();
      expect
        .soft(
          answer.outcome === 'complete' && answer.events.length === 0,
          `each run and npm run provision leave one in "${group}"; now none is there`,
        )
        .toBe(false);
    }
  });

  test('requests to delete own messages are answered', proves('nip-09/deletion-is-answered'), ({ visit }) => {
    const unanswered = whereItApplies(visit.cleanUp).filter(({ exchanged }) =>
      ['closed', 'silence'].includes(exchanged.outcome),
    );
    expect(unanswered).toEqual([]);
  });
});
