import { arrivalOf, awaitSnapshot, expect, joinRequest, leaveRequest } from '../../../fixtures/protocol-suite.ts';
import {
  proves,
  putUsers,
  removeUser,
  tagValues,
  test,
  whereShown,
  whereTaken,
} from '../../../fixtures/protocol-suite.ts';
import { createInvite, publicKeys, type NostrEvent } from '../../../fixtures/protocol-suite.ts';

const MEMBERS = 39002;

/** More than the thousand at which queries end by default; no event holds more tags or bytes than common limits allow. */
const LARGE = { events: 5, people: 220 };

/** Whether a member list names exactly these people, each once. */
const isExactly =
  (...people: { pubkey: string }[]) =>
  (list: NostrEvent): boolean =>
    tagValues(list, 'p').sort().join() === sorted(people).join();
const sorted = (people: { pubkey: string }[]): string[] => people.map(({ pubkey }) => pubkey).sort();
const peopleIn = (list: NostrEvent | undefined): string[] => (list ? tagValues(list, 'p').sort() : []);

test.describe('NIP-29: the member list', () => {
  test.beforeEach(({ admin, group }) => whereShown(admin, MEMBERS, group.id));

  test('names who was put in', proves('nip-29/list-after-put-user'), async ({ admin, group, member, outsider }) => {
    expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
    const list = await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member, outsider));
    expect(peopleIn(list)).toEqual(sorted([admin, member, outsider]));
  });

  test('names nobody twice', proves('nip-29/list-names-nobody-twice'), async ({ admin, group, member, outsider }) => {
    expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
    const again = await admin.publish(putUsers(group.id, [outsider.pubkey, member.pubkey]));
    expect(again.outcome).toMatch(/^(accepted|refused)$/);
    const list = await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member, outsider));
    expect(peopleIn(list)).toEqual([...new Set(peopleIn(list))]);
    expect(peopleIn(list)).toContain(outsider.pubkey);
  });

  test('names everybody in a large group', proves('nip-29/list-of-a-large-group'), async ({ admin, group }) => {
    const crowds = Array.from({ length: LARGE.events }, () => publicKeys(LARGE.people));
    for (const crowd of crowds) whereTaken(await admin.publish(putUsers(group.id, crowd)));
    const missingFrom = (list: NostrEvent): string[] => {
      const listed = new Set(peopleIn(list));
      return crowds.flat().filter((pubkey) => !listed.has(pubkey));
    };
    const list = await awaitSnapshot(admin, MEMBERS, group.id, (each) => missingFrom(each).length === 0);
    expect(list && missingFrom(list).length, `of ${crowds.flat().length} members so many are not listed`).toBe(0);
  });

  test('forgets who was removed', proves('nip-29/list-after-remove-user'), async ({ admin, group, member }) => {
    await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member));
    expect(await admin.publish(removeUser(group.id, member.pubkey))).toBeAccepted();
    expect(peopleIn(await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin)))).not.toContain(member.pubkey);
  });

  test('names who joined', proves('nip-29/list-after-join'), async ({ admin, group, member, outsider }) => {
    const code = crypto.randomUUID();
    whereTaken(await admin.publish(createInvite(group.id, code)));
    expect(await outsider.publish(joinRequest(group.id, code))).toBeAccepted();
    const list = await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member, outsider));
    expect(peopleIn(list)).toEqual(sorted([admin, member, outsider]));
  });

  test('forgets who left', proves('nip-29/list-after-leave'), async ({ admin, group, member }) => {
    await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member));
    expect(await member.publish(leaveRequest(group.id))).toBeAccepted();
    expect(peopleIn(await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin)))).not.toContain(member.pubkey);
  });

  test('is dated anew when it changes', proves('nip-29/list-is-dated-anew'), async ({ admin, group, outsider }) => {
    const before = await whereShown(admin, MEMBERS, group.id);
    expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
    const after = await awaitSnapshot(admin, MEMBERS, group.id, (list) => peopleIn(list).includes(outsider.pubkey));
    expect(peopleIn(after)).toContain(outsider.pubkey);
    expect(after?.id).not.toBe(before.id);
    expect(after?.created_at).toBeGreaterThanOrEqual(Math.max(before.created_at, 1));
  });

  test(
    'comes live, the newest last',
    proves('nip-29/list-comes-live-in-order'),
    async ({ admin, group, member, outsider, stranger }) => {
      const live = member.listen({ kinds: [MEMBERS], '#d': [group.id] });
      expect(await live.answer).toBeComplete();
      for (const { pubkey } of [outsider, stranger])
        expect(await admin.publish(putUsers(group.id, [pubkey]))).toBeAccepted();
      expect(await arrivalOf(live, isExactly(admin, member, outsider, stranger))).toBeDelivered();
      expect(
        peopleIn(await awaitSnapshot(admin, MEMBERS, group.id, isExactly(admin, member, outsider, stranger))),
      ).toEqual(peopleIn(live.events.at(-1)));
    },
  );
});
