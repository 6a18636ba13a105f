import type { Decision } from '../../../lab/relay/policy/decision.ts';
import type { Seams } from '../../../lab/relay/seams.ts';
import { runProject } from '../../../lab/run/run-project.ts';
import { expect, test } from '../lab.ts';

/** A broken promise, and for each check that has to be red for it the title of its test. */
interface Broken {
  broken: string;
  seams: Partial<Seams>;
  checks: Record<`nip-${string}/${string}`, string>;
}

/** What the relay refuses in these words is taken. */
const taking =
  (words: RegExp) =>
  (healthy: Decision): Decision =>
    words.test(healthy.reason) ? { accepted: true, reason: '' } : healthy;

const deleted = new Set<string>();

const PROMISES: Broken[] = [
  {
    broken: 'every connection gets the same challenge',
    seams: { challenge: () => 'the same challenge' },
    checks: {
      'nip-42/challenge-is-unique': 'ten connections get ten challenges',
      'nip-42/replayed-login-is-refused': "another connection's login is refused",
    },
  },
  {
    broken: 'every login with a valid signature is taken',
    seams: { authDecision: () => ({ accepted: true, reason: '' }) },
    checks: {
      'nip-42/wrong-challenge-is-refused': 'a login with another challenge',
      'nip-42/wrong-relay-is-refused': 'a login with another relay',
      'nip-42/old-login-is-refused': 'a login with a time eleven minutes ago',
      'nip-42/future-login-is-refused': 'a login with a time eleven minutes ahead',
      'nip-42/wrong-kind-is-refused': 'a login of another kind',
      'nip-42/every-login-is-answered': 'every login has its own OK',
    },
  },
  {
    broken: 'signatures of logins are not looked at',
    seams: {
      outgoing: (frame, send) => {
        send(String(frame[3]).includes('signature') ? [frame[0], frame[1], true, ''] : frame);
      },
    },
    checks: { 'nip-42/bad-signature-is-refused': 'a login with a wrong signature' },
  },
  {
    broken: 'a login must be made within eight minutes and name the relay to the letter',
    seams: {
      authDecision: (healthy, { event }) =>
        Math.abs(Date.now() / 1000 - event.created_at) > 480 || event.tags.some(([, url]) => /^WS|\/$/.test(url ?? ''))
          ? { accepted: false, reason: 'invalid: not to the letter' }
          : healthy,
    },
    checks: {
      'nip-42/slow-clock-is-tolerated': 'a login nine minutes old',
      'nip-42/trailing-slash-is-tolerated': 'with a slash at its end',
      'nip-42/upper-case-host-is-tolerated': 'with scheme and host in upper case',
    },
  },
  {
    broken: 'a second login locks both people out',
    seams: {
      readDecision: (healthy, { authedPubkeys }) =>
        authedPubkeys.length > 1 ? { accepted: false, reason: 'restricted: one at a time' } : healthy,
      writeDecision: (healthy, { authedPubkeys }) =>
        authedPubkeys.length > 1 ? { accepted: false, reason: 'restricted: one at a time' } : healthy,
    },
    checks: {
      'nip-42/first-login-still-counts': 'the first of two logins still counts',
      'nip-42/both-logins-may-write': 'after two logins both people may write',
    },
  },
  {
    broken: 'private messages are shown to everybody who asks',
    seams: { readDecision: () => ({ accepted: true, reason: '' }), visible: () => true },
    checks: {
      'nip-42/login-ends-with-the-connection': 'a login does not survive the connection',
      'nip-42/prefix-tells-who-asks': 'who logs in is told "restricted"',
      'nip-29/private-is-unseen-by-ids': 'asked by ids',
      'nip-29/private-is-unseen-by-e': 'asked by #e',
      'nip-29/invite-code-is-unseen': 'an invite code is shown to no outsider',
      'nip-29/hidden-is-unlisted-by-id': 'an outsider who asks by its id',
    },
  },
  {
    broken: 'private messages are delivered to every open subscription',
    seams: { visible: (healthy, { event, shownBy }) => healthy || (shownBy === 'live' && event.kind === 9) },
    checks: {
      'nip-29/private-is-unseen-by-limit-0': 'asked by limit 0',
      'nip-29/removal-ends-subscriptions': 'a removed member sees nothing more',
    },
  },
  {
    broken: 'private messages are counted',
    seams: { visible: (healthy, { shownBy }) => healthy || shownBy === 'count' },
    checks: { 'nip-45/private-is-not-counted': 'they are counted for no outsider' },
  },
  {
    broken: 'everybody may moderate',
    seams: { writeDecision: taking(/may not moderate|only an admin|already exists/) },
    checks: {
      'nip-29/kind-9000-needs-a-role': 'an outsider puts nobody in',
      'nip-29/kind-9002-needs-a-role': 'may edit the metadata',
      'nip-29/kind-9005-needs-a-role': "takes another's message out",
      'nip-29/kind-9009-needs-a-role': 'may make an invite code',
      'nip-29/kind-9008-needs-a-role': 'may delete the group',
      'nip-29/member-gives-no-role': 'a plain member makes nobody an admin',
      'nip-29/existing-group-is-not-created': 'a group that exists cannot be created again',
    },
  },
  {
    broken: 'group events are taken whatever they say',
    seams: {
      writeDecision: taking(/older than|invite code|group not found|name several|previous|signed by the relay/),
    },
    checks: {
      'nip-29/late-moderation-is-refused': 'a moderation event five minutes old',
      'nip-29/closed-group-needs-a-code': 'asking to join a closed group',
      'nip-29/invite-code-opens': 'an invite code opens a closed group',
      'nip-29/deleted-group-is-gone': 'a deleted group takes no message',
      'nip-29/two-groups-own-first': "names the writer's group first",
      'nip-29/unknown-previous-is-refused': 'a message may refer to an earlier one',
      'nip-29/kind-39000-is-the-relays': 'kind 39000 is taken',
    },
  },
  {
    broken: 'deletions are forgotten',
    seams: {
      store: (event, next) => {
        if (![5, 9005, 9008].includes(event.kind)) next(event);
      },
    },
    checks: {
      'nip-09/own-message-is-deleted': 'a deleted message is gone',
      'nip-09/deletion-is-kept': 'the deletion itself stays',
      'nip-09/deleted-message-stays-away': 'a deleted message does not come back',
      'nip-29/admin-deletes-a-message': 'an admin takes a message out',
    },
  },
  {
    broken: 'whatever a deletion names is gone, and a COUNT counts one more',
    seams: {
      store: (event, next) => {
        if (event.kind === 5) for (const [name, id] of event.tags) if (name === 'e') deleted.add(id ?? '');
        next(event);
      },
      visible: (healthy, { event }) => healthy && !deleted.has(event.id),
      outgoing: (frame, send) => {
        const [verb, id, body] = frame as [string, string, { count: number }];
        send(verb === 'COUNT' ? [verb, id, { count: body.count + 1 }] : frame);
      },
    },
    checks: {
      'nip-09/anothers-message-stays': "another's message is not deleted",
      'nip-09/deletion-of-deletion-has-no-effect': 'the deletion of a deletion',
      'nip-45/count-by-group-equals-req': 'COUNT by group',
    },
  },
  {
    broken: 'logins, expired and protected messages are taken and shown like all others',
    seams: { writeDecision: taking(/has expired|protected event|22242/), visible: () => true },
    checks: {
      'nip-42/login-is-never-delivered': 'a login sent as an event',
      'nip-40/expired-is-not-served': 'a message that has expired',
      'nip-70/protected-is-refused-from-outsider': 'is not taken from somebody who has logged in',
      'nip-70/author-has-to-log-in': 'its author too has to log in',
    },
  },
];

const FOLDERS = ['nip-09', 'nip-29', 'nip-40', 'nip-42', 'nip-45', 'nip-70'].map((nip) => `tests/protocol/${nip}`);
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

test.describe('the checks of NIP-29, NIP-42 and their neighbours', () => {
  test.describe.configure({ timeout: 60_000 });

  for (const { broken, seams, checks } of PROMISES)
    test(`are red where ${broken}`, async ({ labRelay }, testInfo) => {
      await labRelay.restart({ seams });
      const named = Object.entries(labRelay.settings);
      const run = await runProject({
        project: 'pr-staging',
        reports: testInfo.outputPath('reports'),
        settings: Object.fromEntries(named.map(([name, value]) => [name.replace('PROD_', 'STAGING_'), value])),
        arguments: [...FOLDERS, '--workers=1', '--grep', Object.values(checks).map(literally).join('|')],
      });
      expect(run).toMatchObject({ exitCode: 1, green: [], skipped: [] });
      expect(run.red.sort()).toEqual(Object.keys(checks).sort());
    });
});
