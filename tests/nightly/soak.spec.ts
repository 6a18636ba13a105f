import { expect, proves, putUsers, soak, test } from '../../fixtures/protocol-suite.ts';

test.describe('a minute of conversation', () => {
  test.describe.configure({ timeout: 180_000 });

  test(
    'every message is accepted, delivered to the others and found at the end',
    proves('nightly/soak-loses-nothing'),
    async ({ admin, group, member, pace, welcome }) => {
      const third = await welcome('third');
      expect(await admin.publish(putUsers(group.id, [third.pubkey]))).toBeAccepted();
      await third.login();
      const { messages, reads, deliveries, stored, counted } = await soak([admin, member, third], group.id, pace);

      expect(messages).toAllBeAccepted();
      expect(deliveries).toAllBeDelivered();
      for (const read of reads) expect(read).toBeComplete();
      for (const { answer, expected } of stored) expect(answer).toShow(...expected);
      expect(counted).toBe(messages.length);
    },
  );
});
