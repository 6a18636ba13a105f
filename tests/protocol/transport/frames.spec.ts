import { chatMessage, expect, proves, test, transportOf, wireOf } from '../../../fixtures/protocol-suite.ts';

test.describe('WebSocket frames', () => {
  test('each ping has its pong, with the same payload', proves('transport/ping-has-its-pong'), async ({ member }) => {
    const transport = transportOf(member);
    expect(await transport.ping('one')).toBe('one');
    expect(await transport.ping('')).toBe('');
    expect(await transport.ping('x'.repeat(125))).toBe('x'.repeat(125));
  });

  test('a ping needs no login', proves('transport/ping-needs-no-login'), async ({ stranger }) => {
    expect(await transportOf(stranger).ping('who is there?')).toBe('who is there?');
  });

  test(
    'a message in three fragments, with a ping among them, is one message',
    proves('transport/fragments-are-joined'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id }));
      transportOf(member).sayInFragments(['EVENT', event], 3);
      expect(await wire.hears({ verb: 'OK', id: event.id })).toMatchObject({ verb: 'OK', accepted: true });
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'a fragment may end within a character',
    proves('transport/fragment-may-split-a-character'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id, content: '€😀'.repeat(40) }));
      transportOf(member).sayInFragments(['EVENT', event], 150);
      expect(await wire.hears({ verb: 'OK', id: event.id })).toMatchObject({ verb: 'OK', accepted: true });
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'messages that arrive in one piece are all read',
    proves('transport/messages-in-one-piece'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const events = Array.from({ length: 3 }, () => member.sign(chatMessage({ group: group.id })));
      transportOf(member).sayTogether(events.map((event) => ['EVENT', event]));
      for (const { id } of events)
        expect(await wire.hears({ verb: 'OK', id })).toMatchObject({ verb: 'OK', accepted: true });
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShowOnly(...events);
    },
  );

  test(
    'a long message comes through with compression offered',
    proves('transport/long-message-comes-through'),
    async ({ admin, group, member }) => {
      const content = 'a text that compresses well, '.repeat(200);
      const message = await member.publish(chatMessage({ group: group.id, content }));
      expect(message).toBeAccepted();
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
