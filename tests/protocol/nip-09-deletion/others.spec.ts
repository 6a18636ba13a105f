import { article, askUntilGone, chatMessage, deletion, expect, proves } from '../../../fixtures/protocol-suite.ts';
import { deletionByAddress, test, whereAdvertised, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe("NIP-09: others' events", () => {
  for (const who of ['member', 'outsider', 'stranger'] as const)
    test(
      `no message is deleted by another: ${who}`,
      proves(`nip-09/${who}-deletes-no-others-message`),
      async ({ admin, group, member, outsider, stranger }) => {
        const message = await admin.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        await { member, outsider, stranger }[who].publish(deletion(group.id, message.event.id));
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );

  test(
    "one's own message goes, another's beside it stays",
    proves('nip-09/only-own-of-several-is-deleted'),
    async ({ admin, group, member }) => {
      await whereAdvertised(member, 9);
      const message = await admin.publish(chatMessage({ group: group.id }));
      const own = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ ids: [own.event.id] })).toShow(own.event);
      whereTaken(await member.publish(deletion(group.id, message.event.id, own.event.id)));
      expect(await askUntilGone(member, own.event)).not.toShow(own.event);
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    "another's article is not deleted by its address",
    proves('nip-09/anothers-address-stays'),
    async ({ admin, group, member }) => {
      const { event } = whereTaken(await admin.publish(article(group.id, 'anothers', 20)));
      await member.publish(deletionByAddress(group.id, [event]));
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );
});
