import { altered, expect, keptMessage, loginOf, nowInSeconds, otherHex } from '../../../fixtures/protocol-suite.ts';
import { presentLogin, proves, test, type NostrEvent, type Person } from '../../../fixtures/protocol-suite.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const dated = (person: Person, seconds: number): Promise<NostrEvent> =>
  loginOf(person, { createdAt: nowInSeconds() + seconds });

/** A login to a relay whose host name is that of the right one and something more. */
const toLookalike = (person: Person): Promise<NostrEvent> => {
  const { hostname } = new URL(person.connection.url);
  return loginOf(person, { relay: person.connection.url.replace(hostname, `${hostname}.elsewhere.example`) });
};

const ofKind = async (person: Person, kind: number): Promise<NostrEvent> =>
  person.sign({ kind, tags: (await loginOf(person)).tags });

const withoutChallenge = async (person: Person): Promise<NostrEvent> => {
  const { kind, tags } = await loginOf(person);
  return person.sign({ kind, tags: tags.filter(([name]) => name !== 'challenge') });
};

const challengeOf = async (person: Person): Promise<string> => (await person.challenge()) ?? '';

const WRONG: { wrong: string; requirement: string; make: (person: Person) => Promise<NostrEvent> }[] = [
  {
    wrong: 'with another challenge',
    requirement: 'wrong-challenge',
    make: (person) => loginOf(person, { challenge: 'f00df00df00df00d' }),
  },
  {
    wrong: 'with the right challenge and a character more',
    requirement: 'longer-challenge',
    make: async (person) => loginOf(person, { challenge: `${await challengeOf(person)}0` }),
  },
  {
    wrong: 'with the right challenge but its last character',
    requirement: 'shorter-challenge',
    make: async (person) => loginOf(person, { challenge: (await challengeOf(person)).slice(0, -1) }),
  },
  {
    wrong: 'with an empty challenge',
    requirement: 'empty-challenge',
    make: (person) => loginOf(person, { challenge: '' }),
  },
  { wrong: 'without a challenge', requirement: 'missing-challenge', make: withoutChallenge },
  {
    wrong: 'to another relay',
    requirement: 'wrong-relay',
    make: (person) => loginOf(person, { relay: 'wss://elsewhere.example' }),
  },
  { wrong: "to a host whose name begins like the relay's", requirement: 'lookalike-relay', make: toLookalike },
  { wrong: 'from yesterday', requirement: 'yesterdays-login', make: (person) => dated(person, -DAY) },
  { wrong: 'from tomorrow', requirement: 'tomorrows-login', make: (person) => dated(person, DAY) },
  { wrong: 'eleven minutes old', requirement: 'old-login', make: (person) => dated(person, -11 * MINUTE) },
  { wrong: 'eleven minutes ahead', requirement: 'future-login', make: (person) => dated(person, 11 * MINUTE) },
  { wrong: 'of kind 1', requirement: 'wrong-kind', make: (person) => ofKind(person, 1) },
  { wrong: 'of the kind for HTTP', requirement: 'http-kind', make: (person) => ofKind(person, 27235) },
  {
    wrong: 'with a wrong signature',
    requirement: 'bad-signature',
    make: async (person) => altered(await loginOf(person), { sig: (await dated(person, -1)).sig }),
  },
  {
    wrong: 'with a wrong id',
    requirement: 'bad-id',
    make: async (person) => {
      const login = await loginOf(person);
      return altered(login, { id: otherHex(login.id) });
    },
  },
  {
    wrong: 'whose challenge was put in after it was signed',
    requirement: 'altered-login',
    make: async (person) =>
      altered(await loginOf(person, { challenge: 'f00df00df00df00d' }), { tags: (await loginOf(person)).tags }),
  },
];

test.describe('NIP-42: logins that are refused', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const { wrong, requirement, make } of WRONG)
    test(
      `a login ${wrong} opens nothing`,
      proves(`nip-42/${requirement}-is-refused`),
      async ({ group, member, settings, welcome }) => {
        // Given a message that the key may read with a right login
        const { event, filter, secret } = await keptMessage({ group, member, settings, welcome });
        expect(await member.ask(filter)).toShow(event);

        // When somebody presents a login of this key that is wrong in one point, on a fresh connection
        const visitor = await welcome('visitor', group.memberKey);
        expect(await presentLogin(visitor, await make(visitor))).toBeTurnedDown();

        // Then they are shown nothing that is kept from who has not logged in
        expect(await visitor.ask(filter)).not.toShow(...secret);
      },
    );
});
