import { chatMessage, expect, proves, test, transportOf, whereItApplies } from '../../../fixtures/protocol-suite.ts';
import type { Person, Welcome } from '../../../fixtures/protocol-suite.ts';

/** More than relays allow one address at once, in groups that any relay allows. */
const IN_TURN = 100;
const AT_ONCE = 5;
/** A surge that reaches the limits of many relays. */
const SURGE = 40;

const come = (welcome: Welcome, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => welcome(`guest ${index + 1}`)));

/** How those were answered whose connection did not open; a slow network is no answer. */
const refusals = (people: Person[]): unknown[] =>
  people
    .map(({ connection: { opening } }) => opening)
    .filter(({ outcome }) => outcome !== 'open' && outcome !== 'silence')
    .map((opening) => (opening.outcome === 'not-upgraded' ? opening.status : opening));

test.describe('many connections', () => {
  test.describe.configure({ timeout: 60_000 });

  test(
    'who leaves makes room, with a good-bye or without',
    proves('transport/closed-frees-its-place'),
    async ({ group, member, outsider, welcome }) => {
      const { event } = await member.publish(chatMessage({ group: group.id }));
      for (let done = 0; done < IN_TURN; done += AT_ONCE) {
        const people = await come(welcome, AT_ONCE);
        const turnedAway = refusals(people);
        const because = 'the relay limits how often one address may connect (HTTP 429)';
        whereItApplies({ applies: !turnedAway.includes(429), value: undefined, because });
        expect(turnedAway, `turned away after ${done} that came and left`).toEqual([]);
        people.forEach((person, index) => (index % 2 === 0 ? person.leave() : transportOf(person).vanish()));
      }
      expect(await outsider.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'who is turned away is told so, and who is in stays',
    proves('transport/turned-away-is-told'),
    async ({ group, member, welcome }) => {
      const { event } = await member.publish(chatMessage({ group: group.id }));
      const turnedAway = refusals(await come(welcome, SURGE));
      for (const answer of turnedAway) expect([429, 503]).toContain(answer);
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );
});
