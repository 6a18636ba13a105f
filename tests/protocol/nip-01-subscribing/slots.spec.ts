import {
  arrival,
  chatMessage,
  claimedLimit,
  expect,
  openAndClose,
  proves,
  test,
  whereClosed,
  whereItApplies,
  whereServed,
} from '../../../fixtures/protocol-suite.ts';

/** No check opens more at once, whatever a relay claims. */
const MOST = 40;
/** More than the subscriptions that relays allow where they say nothing. */
const MANY = 60;
/** No check opens and closes more, whatever a relay claims. */
const MOST_IN_TURN = 300;

test.describe('NIP-01: how many subscriptions', () => {
  test(
    'as many subscriptions may be open as the relay says',
    proves('nip-01/max-subscriptions-is-honoured'),
    async ({ group, member, outsider, settings }) => {
      const claimed = whereItApplies(await claimedLimit(settings.relayUrl, 'max_subscriptions'));
      const open = Array.from({ length: Math.min(claimed, MOST) }, () =>
        outsider.listen({ kinds: [9], '#h': [group.id], limit: 1 }),
      );
      for (const live of open) expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of open) expect(await arrival(message, live)).toBeDelivered();
    },
  );

  test(
    'a request may have as many filters as the relay says',
    proves('nip-01/max-filters-is-honoured'),
    async ({ group, member, outsider, settings }) => {
      const claimed = whereItApplies(await claimedLimit(settings.relayUrl, 'max_filters'));
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      const others = Array.from({ length: Math.min(claimed, MOST) - 1 }, (_, index) => ({
        kinds: [9],
        '#h': [`${group.id}-${index}`],
      }));
      expect(await outsider.ask(...others, { ids: [message.event.id] })).toShowOnly(message.event);
    },
  );

  test(
    'closing frees the place for another',
    proves('nip-01/close-frees-its-place'),
    async ({ group, member, outsider, settings, welcome }) => {
      const filter = { kinds: [9], '#h': [group.id] };
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      const claim = await claimedLimit(settings.relayUrl, 'max_subscriptions');
      await openAndClose(outsider, filter, claim.applies ? Math.min(claim.value + 1, MOST_IN_TURN) : MANY);

      // Who asks anew is served still: no limit of the rate is in the way
      const fresh = await welcome('fresh connection', outsider.key);
      await fresh.login();
      whereServed(await fresh.ask(filter));
      expect(await outsider.ask(filter)).toShowOnly(message.event);
    },
  );
});

test.describe('NIP-01: refused subscriptions', () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'a refused subscription takes no place',
    proves('nip-01/refusal-frees-its-place'),
    async ({ group, outsider, settings, welcome }) => {
      const claim = await claimedLimit(settings.relayUrl, 'max_subscriptions');
      const metadata = { kinds: [39000], '#d': [group.id] };
      const filter = { kinds: [9], '#h': [group.id] };
      whereClosed(await outsider.ask(filter));
      await openAndClose(outsider, filter, claim.applies ? Math.min(claim.value + 1, MOST_IN_TURN) : MANY);

      const fresh = await welcome('fresh connection', outsider.key);
      await fresh.login();
      whereServed(await fresh.ask(metadata));
      expect(await outsider.ask(metadata)).toBeComplete();
    },
  );

  test(
    'nothing is shown on a subscription that was closed with a reason',
    proves('nip-01/closed-shows-nothing'),
    async ({ group, member, outsider }) => {
      const refused = outsider.listen({ kinds: [9], '#h': [group.id] });
      whereClosed(await refused.answer);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();

      // An answer on the same connection, after the message was delivered to whoever may see it
      expect(await outsider.ask({ kinds: [39000], '#d': [group.id] })).toBeComplete();
      expect(refused.events).toEqual([]);
      expect(outsider.connection.oddities.found).toEqual([]);
    },
  );
});
