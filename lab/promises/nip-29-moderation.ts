import { tagValues } from '../../fixtures/protocol/event.ts';
import { answers } from './breaks.ts';
import { forgetting, keepingOnly, lipService, notLive, refusing, showing, taking } from './parts/group-breaks.ts';
import type { BrokenPromise } from './promise.ts';

/** What any 9005 names is gone, whichever group it is in. */
const deletingEverywhere = () => {
  const gone = new Set<string>();
  return {
    ...forgetting((event) => {
      if (event.kind === 9005) for (const id of tagValues(event, 'e')) gone.add(id);
      return false;
    }),
    visible: (healthy: boolean, { event }: { event: { id: string } }) => healthy && !gone.has(event.id),
  };
};

/** Who was ever an admin stays one. */
const onceAnAdmin = () => {
  const admins = new Set<string>();
  return {
    ...forgetting((event) => {
      if (event.kind === 9000)
        for (const [, pubkey, role] of event.tags) if (role === 'admin') admins.add(pubkey ?? '');
      return false;
    }),
    ...taking(/may not moderate/, ({ pubkey }) => admins.has(pubkey)),
  };
};

/** Only who created the group edits it. */
const creatorsOnly = () => {
  const creators = new Set<string>();
  return refusing(({ kind, pubkey }) => {
    if (kind === 9007) creators.add(pubkey);
    return kind === 9002 && !creators.has(pubkey);
  });
};

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'everybody may moderate',
    relay: () => ({ seams: taking(/may not moderate|only an admin/) }),
    red: [
      'nip-29/kind-9000-needs-a-role',
      'nip-29/kind-9001-needs-a-role',
      'nip-29/kind-9002-needs-a-role',
      'nip-29/kind-9005-needs-a-role',
      'nip-29/kind-9008-needs-a-role',
      'nip-29/kind-9009-needs-a-role',
      'nip-29/moderation-needs-a-role',
      'nip-29/member-gives-no-role',
    ],
    beside: ['nip-29/roles-take-effect', 'nip-29/roles-are-taken-away', 'nip-29/removal-ends-roles'],
  },
  {
    broken: 'a moderator changes the roles of admins',
    relay: () => ({ seams: taking(/only an admin/) }),
    red: ['nip-29/moderator-demotes-no-admin', 'nip-29/moderator-removes-no-admin', 'nip-29/moderator-gives-no-role'],
  },
  {
    broken: 'what an admin deletes stays',
    relay: () => ({ seams: lipService(({ kind }) => kind === 9005) }),
    red: ['nip-29/admin-deletes-a-message', 'nip-29/deleted-message-stays-away'],
  },
  {
    broken: 'what was deleted is taken again',
    relay: () => ({ seams: taking(/was deleted/) }),
    red: ['nip-29/deleted-message-stays-away'],
  },
  {
    broken: 'an admin deletes in every group',
    relay: () => ({ seams: deletingEverywhere() }),
    red: ['nip-29/admin-deletes-in-own-group'],
  },
  {
    broken: 'the list of admins is not renewed',
    relay: () => ({ seams: keepingOnly(1, 39001) }),
    red: ['nip-29/roles-are-given'],
  },
  {
    broken: 'a role gives no rights',
    relay: () => ({ seams: creatorsOnly() }),
    red: ['nip-29/roles-take-effect'],
    beside: ['nip-29/removal-ends-roles'],
  },
  {
    broken: 'once an admin, always an admin',
    relay: () => ({ seams: onceAnAdmin() }),
    red: ['nip-29/roles-are-taken-away', 'nip-29/removal-ends-roles'],
  },
  {
    broken: 'the list of admins does not come live',
    relay: () => ({ seams: notLive(39001) }),
    red: ['nip-29/admins-come-live'],
  },
  {
    broken: 'no roles are listed',
    relay: () => ({ seams: showing([39003], (event) => ({ ...event, tags: event.tags.slice(0, 1) })) }),
    red: ['nip-29/roles-are-listed'],
  },
  {
    broken: "people publish the relay's kinds",
    relay: () => ({ seams: taking(/signed by the relay/) }),
    red: [
      'nip-29/kind-39000-is-the-relays',
      'nip-29/kind-39001-is-the-relays',
      'nip-29/kind-39002-is-the-relays',
      'nip-29/kind-39003-is-the-relays',
    ],
  },
  {
    broken: 'forgeries are answered as if they were taken',
    relay: () => ({
      seams: answers('OK', ([verb, id, accepted, words], send) => {
        send(/hash|signature/.test(String(words)) ? [verb, id, true, ''] : [verb, id, accepted, words]);
      }),
    }),
    red: ['nip-29/forged-9001-is-refused', 'nip-29/forged-9008-is-refused', 'nip-29/forged-39002-is-refused'],
  },
  {
    broken: 'late moderation is taken',
    relay: () => ({ seams: taking(/older than/) }),
    red: ['nip-29/late-moderation-is-refused'],
  },
  {
    broken: 'moderation must be made within this second',
    relay: () => ({
      seams: refusing(({ kind, created_at }) => kind === 9000 && Date.now() / 1000 - created_at > 4),
    }),
    red: ['nip-29/fresh-moderation-is-taken'],
  },
  {
    broken: 'moderation does not come live',
    relay: () => ({ seams: notLive(9000) }),
    red: ['nip-29/moderation-comes-live'],
  },
  {
    broken: 'moderation is not kept',
    relay: () => ({ seams: forgetting(({ kind }) => kind === 9000 || kind === 9001) }),
    red: ['nip-29/moderation-is-kept'],
  },
  {
    broken: 'moderation of no group is taken',
    relay: () => ({ seams: taking(/names its group/) }),
    red: ['nip-29/moderation-names-its-group'],
  },
];
