import { chatMessage, expect, history, proves, tagged, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: filters', () => {
  test('ids finds these events and no others', proves('nip-01/filter-ids'), async ({ group, member, outsider }) => {
    const [newest, , oldest] = await history(member, group.id);
    expect(await outsider.ask({ ids: [oldest.id, newest.id] })).toShowOnly(newest, oldest);
  });

  test('authors finds what they wrote', proves('nip-01/filter-authors'), async ({ admin, group, member, outsider }) => {
    const theirs = await member.publish(chatMessage({ group: group.id }));
    const others = await admin.publish(chatMessage({ group: group.id }));
    expect(theirs).toBeAccepted();
    expect(others).toBeAccepted();
    expect(await outsider.ask({ authors: [member.pubkey], '#h': [group.id] })).toShowOnly(theirs.event);
  });

  test('kinds finds events of these kinds', proves('nip-01/filter-kinds'), async ({ group, member, outsider }) => {
    const chat = await member.publish(chatMessage({ group: group.id }));
    const thread = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
    expect(chat).toBeAccepted();
    expect(thread).toBeAccepted();
    expect(await outsider.ask({ kinds: [11], '#h': [group.id] })).toShowOnly(thread.event);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toShowOnly(chat.event);
    expect(await outsider.ask({ kinds: [9, 11], '#h': [group.id] })).toShowOnly(chat.event, thread.event);
  });

  test('#h finds what belongs to a group', proves('nip-01/filter-h'), async ({ group, member, outsider }) => {
    const events = await history(member, group.id);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toShowOnly(...events);
    expect(await outsider.ask({ kinds: [9], '#h': [`${group.id}-not`] })).toShowOnly();
  });

  test('#e finds what refers to an event', proves('nip-01/filter-e'), async ({ group, member, outsider }) => {
    const [first] = await history(member, group.id);
    const reply = await member.publish(chatMessage({ group: group.id, refersTo: first.id }));
    expect(reply).toBeAccepted();
    expect(await outsider.ask({ '#e': [first.id] })).toShowOnly(reply.event);
  });

  test('#p finds what mentions a person', proves('nip-01/filter-p'), async ({ group, member, outsider }) => {
    await history(member, group.id);
    const mention = await member.publish(tagged(chatMessage({ group: group.id }), ['p', outsider.pubkey]));
    expect(mention).toBeAccepted();
    expect(await outsider.ask({ kinds: [9], '#p': [outsider.pubkey], '#h': [group.id] })).toShowOnly(mention.event);
  });

  test('#t finds one of several topics', proves('nip-01/filter-t'), async ({ group, member, outsider }) => {
    await history(member, group.id);
    const topical = await member.publish(tagged(chatMessage({ group: group.id }), ['t', 'one'], ['t', 'two']));
    expect(topical).toBeAccepted();
    expect(await outsider.ask({ kinds: [9], '#t': ['two', 'three'], '#h': [group.id] })).toShowOnly(topical.event);
  });
});
