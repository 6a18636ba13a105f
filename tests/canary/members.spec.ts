import { expect, proves, test } from '../../fixtures/index.ts';

test.describe('NIP-29: members of the canary groups', { tag: '@canary' }, () => {
  test('every member may write to every group', proves('nip-29/member-message-is-accepted'), ({ visit }) => {
    for (const { author, group, publication, explanation } of visit.messages)
      expect.soft(publication, `${author} writes to "${group}". ${explanation}`).toBeAccepted();
  });

  test("a member's message is read back by another", proves('nip-29/member-message-is-stored'), ({ visit }) => {
    expect(visit.readBack).toBeComplete();
    for (const { publication } of visit.messages.filter(({ flight }) => flight === 'first'))
      expect.soft(visit.readBack, publication.event.content).toShow(publication.event);
  });

  test('messages come live to every other member', proves('nip-29/member-message-is-delivered'), ({ visit }) => {
    for (const { author, group, deliveries } of visit.messages) {
      expect.soft(deliveries, `listeners to ${author} in "${group}"`).not.toHaveLength(0);
      for (const { listener, delivery } of deliveries)
        expect.soft(delivery, `from ${author} to ${listener} in "${group}"`).toBeDelivered();
    }
  });

  test('what the previous run wrote is still there', proves('canary/earlier-message-is-kept'), ({ visit }) => {
    for (const { group, eventIds } of visit.earlier)
      expect
        .soft(eventIds, `earlier messages in "${group}": each run and npm run provision leave one; now none is there`)
        .not.toHaveLength(0);
  });

  test('the request to delete own messages is answered', proves('nip-09/deletion-is-answered'), ({ visit }) => {
    expect(visit.cleanUp).not.toHaveLength(0);
    for (const { author, publication } of visit.cleanUp)
      expect.soft(['accepted', 'refused'], `${author}, kind 5`).toContain(publication.outcome);
  });
});
