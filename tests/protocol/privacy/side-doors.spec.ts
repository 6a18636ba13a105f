import {
  arrival,
  chatMessage,
  createInvite,
  expect,
  informationFor,
  joinRequest,
  proves,
  test,
  unasked,
  whereGroups,
  whereItApplies,
  whereShown,
  whereTaken,
} from '../../../fixtures/protocol-suite.ts';

test.describe('what a relay keeps to itself', { tag: '@nip-29' }, () => {
  test(
    'an answer shows nothing that no filter asked for, stored or live',
    proves('privacy/nothing-unasked-is-shown'),
    async ({ admin, group, member, outsider }) => {
      // Given an outsider who asks for one author of a group
      const own = { '#h': [group.id], authors: [member.pubkey] };
      const subscriptions = [[own], [own, { ids: ['f'.repeat(64)] }], [{ ...own, kinds: [9] }]].map((filters) =>
        outsider.listen(...filters),
      );
      await Promise.all(subscriptions.map(({ answer }) => answer));

      // When both write, the one who was asked for last
      const [other, one] = [
        await admin.publish(chatMessage({ group: group.id })),
        await member.publish(chatMessage({ group: group.id })),
      ];
      expect(other).toBeAccepted();
      for (const subscription of subscriptions) expect(await arrival(one, subscription)).toBeDelivered();

      // Then the outsider has their messages and no others
      for (const subscription of subscriptions) expect(unasked(subscription)).toEqual([]);
      const stored = outsider.listen(own);
      expect(await stored.answer).toShow(one.event);
      expect(unasked(stored)).toEqual([]);
    },
  );

  test(
    "the relay's own application data is shown to nobody",
    proves('privacy/internal-events-are-unseen'),
    async ({ member, outsider, stranger }) => {
      const { self } = await informationFor(member);
      const key = whereItApplies(
        typeof self === 'string'
          ? { applies: true, value: self }
          : { applies: false, because: 'NIP-11 names no "self"' },
      );
      for (const person of [member, outsider, stranger]) {
        const answer = await person.ask({ kinds: [30078], authors: [key] });
        expect(answer.outcome).toMatch(/^(complete|refused)$/);
        expect(answer.events).toEqual([]);
      }
    },
  );

  test(
    'an invite code is shown to no outsider, live or counted',
    proves('privacy/invite-code-is-unseen-live'),
    async ({ admin, group, outsider, settings, stranger }) => {
      whereGroups(settings);
      const code = crypto.randomUUID();
      const listeners = [outsider, stranger].map((person) => person.listen({ kinds: [9009], '#h': [group.id] }));
      await Promise.all(listeners.map(({ answer }) => answer));
      const { event } = whereTaken(await admin.publish(createInvite(group.id, code)));

      for (const person of [outsider, stranger])
        expect(await person.ask({ ids: [event.id] }, { kinds: [9009], '#h': [group.id] })).not.toShow(event);
      for (const { events } of listeners) expect(JSON.stringify(events)).not.toContain(code);
    },
  );

  test(
    'the code in a request to join is shown to no outsider',
    proves('privacy/code-of-a-request-is-unseen'),
    async ({ admin, group, outsider, settings, stranger, welcome }) => {
      whereGroups(settings);
      const code = crypto.randomUUID();
      const newcomer = await welcome('newcomer');
      await newcomer.login();
      whereTaken(await admin.publish(createInvite(group.id, code)));
      const filter = { kinds: [9021], '#h': [group.id] };
      const live = [outsider, stranger].map((person) => person.listen(filter));
      await Promise.all(live.map(({ answer }) => answer));
      const { event } = whereTaken(await newcomer.publish(joinRequest(group.id, code)));

      for (const person of [outsider, stranger])
        expect(await person.ask(filter, { ids: [event.id] })).not.toShow(event);
      for (const { events } of live) expect(JSON.stringify(events)).not.toContain(code);
    },
  );
});

test.describe('what a relay keeps to itself about a private group', { tag: ['@nip-29', '@nip-42'] }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const { kind, whose } of [
    { kind: 39001, whose: 'admins' },
    { kind: 39002, whose: 'members' },
  ])
    test(
      `its list of ${whose} is shown to no outsider`,
      proves(`privacy/private-list-of-${whose}-is-unseen`),
      async ({ group, member, outsider, stranger }) => {
        const list = await whereShown(member, kind, group.id);
        for (const person of [outsider, stranger]) {
          expect(await person.ask({ kinds: [kind], '#d': [group.id] })).not.toShow(list);
          expect(await person.ask({ ids: [list.id] })).not.toShow(list);
        }
      },
    );

  for (const { who, login } of [
    { who: 'stranger', login: false },
    { who: 'visitor', login: true },
  ])
    test(
      `a ${who} is answered the same with limit 0 as with limit 1`,
      proves(`privacy/limit-0-is-gated-for-a-${who}`),
      async ({ group, member, stranger }) => {
        await Promise.all(login ? [stranger.login()] : []);
        const filter = { kinds: [9], '#h': [group.id] };
        expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
        expect((await member.ask({ ...filter, limit: 1 })).events).toHaveLength(1);

        const one = await stranger.ask({ ...filter, limit: 1 });
        const { outcome, words } = { words: '', ...one };
        expect({ words: '', ...(await stranger.ask({ ...filter, limit: 0 })) }).toMatchObject({
          outcome,
          words,
          events: [],
        });
      },
    );
});
