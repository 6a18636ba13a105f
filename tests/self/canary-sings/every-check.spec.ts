import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Seams } from '../../../lab/relay/seams.ts';
import { expect, test } from '../lab.ts';

const isPrivate = ({ tags }: { tags: string[][] }): boolean => tags.some(([, value]) => value === 'canary-private');

const TAKEN = { accepted: true, reason: '' };

/** For each check one broken promise that turns it red; and whether other checks may be red for the same reason. */
const PROMISES: { check: string; broken: string; seams: Partial<Seams>; alone: boolean }[] = [
  {
    check: 'nip-11/served-with-cors',
    broken: 'the relay information is no JSON object',
    seams: { relayInformation: () => [] },
    alone: true,
  },
  {
    check: 'nip-42/challenge-is-sent',
    broken: 'every connection gets the same challenge',
    seams: { challenge: () => 'same' },
    alone: true,
  },
  {
    check: 'nip-42/wrong-auth-is-refused',
    broken: 'every login is taken',
    seams: { authDecision: () => ({ accepted: true, reason: '' }) },
    alone: true,
  },
  {
    check: 'canary/earlier-message-is-kept',
    broken: 'messages are lost in a restart',
    seams: { replay: (events) => events.filter(({ kind }) => kind !== 9) },
    alone: true,
  },
  {
    check: 'nip-09/deletion-is-answered',
    broken: 'deletions are not answered',
    seams: {
      incoming: (frame, next) => {
        const [, event] = frame as [string, { kind?: number }];
        if (event.kind !== 5) next(frame);
      },
    },
    alone: true,
  },
  {
    check: 'nip-29/unknown-group-is-refused',
    broken: 'groups take messages from everybody',
    seams: { writeDecision: (healthy, { event }) => (event.kind === 9 ? TAKEN : healthy) },
    alone: false,
  },
  {
    check: 'canary/members-do-not-moderate',
    broken: 'moderation is taken from everybody',
    seams: { writeDecision: (healthy, { event }) => (event.kind === 9001 ? TAKEN : healthy) },
    alone: true,
  },
  {
    check: 'canary/metadata-is-the-relays',
    broken: "a group's metadata is taken from everybody",
    seams: { writeDecision: (healthy, { event }) => (event.kind === 39000 ? TAKEN : healthy) },
    alone: true,
  },
  {
    check: 'canary/private-is-not-counted',
    broken: 'private messages are counted for everybody',
    seams: { visible: (healthy, { shownBy }) => healthy || shownBy === 'count' },
    alone: true,
  },
  {
    check: 'nip-29/private-is-unseen',
    broken: 'private messages are delivered to every open subscription',
    seams: { visible: (healthy, { event, shownBy }) => healthy || (shownBy === 'live' && isPrivate(event)) },
    alone: true,
  },
  {
    check: 'nip-29/private-is-unseen',
    broken: 'private messages are found by id and by kind',
    seams: { visible: (healthy, { event, shownBy }) => healthy || (shownBy === 'stored' && isPrivate(event)) },
    alone: true,
  },
  {
    check: 'nip-29/private-flag-is-kept',
    broken: 'the private flag is lost in a restart',
    seams: {
      groupFlags: (_event, healthy) => ({ ...healthy, private: false }),
      replay: (events) => events.filter(({ kind }) => kind !== 39000),
    },
    alone: false,
  },
];

test.describe('every check of prod-canary', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 60_000 });

  for (const { check, broken, seams, alone } of PROMISES) {
    test(`${check} is red where ${broken}`, async ({ labRelay }) => {
      await labRelay.restart({ seams });
      const run = await labRelay.runCanary();
      expect(run.verdict).toBe(check === 'nip-09/deletion-is-answered' ? 'degraded' : 'fail');
      expect(run.red).toEqual(alone ? [check] : expect.arrayContaining([check]));
    });
  }

  test('nip-42/*-needs-login is red where a promise is not kept', async ({ labRelay }) => {
    const run = await labRelay.runCanary({ PROD_RELAY_POLICY: 'auth-to-read,auth-to-write' });
    expect(run.red).toEqual(['nip-42/read-needs-login', 'nip-42/write-needs-login']);
    expect(run.output).toContain('Expected: refused with "auth-required: …"');
  });

  test('a refusal for want of a login proves nothing about moderation', async ({ labRelay }) => {
    const refuse = { accepted: false, reason: 'restricted: nobody' };
    await labRelay.restart({ policy: { authToWrite: true }, seams: { authDecision: () => refuse } });
    const run = await labRelay.runCanary();
    expect(run.red).toContain('nip-42/auth-is-answered-with-ok');
    const green = run.green.filter((name) => /moderate|metadata/.test(name));
    expect(green).toEqual([]);
  });

  test('canary/ready is red where the readiness address answers 503', async ({ labRelay }) => {
    const server = createServer((_request, response) => void response.writeHead(503).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const run = await labRelay.runCanary({ PROD_READINESS_URL: `http://127.0.0.1:${port}/ready` });
    server.close();
    expect(run.red).toEqual(['canary/ready']);
  });
});
