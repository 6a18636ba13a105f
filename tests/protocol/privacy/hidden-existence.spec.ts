import { chatMessage, expect, joinRequest, proves, test, whereHidden } from '../../../fixtures/protocol-suite.ts';
import type { Person } from '../../../fixtures/protocol-suite.ts';

/** Ways to touch a group, each of which tells something about whether there is one. */
const WAYS = {
  'reading it': (person: Person, group: string) => person.ask({ kinds: [9], '#h': [group] }),
  'counting its messages': (person: Person, group: string) => person.count({ kinds: [9], '#h': [group] }),
  'asking for its metadata': (person: Person, group: string) => person.ask({ kinds: [39000], '#d': [group] }),
  'writing to it': (person: Person, group: string) => person.publish(chatMessage({ group })),
  'asking to join it': (person: Person, group: string) => person.publish(joinRequest(group)),
};

/** The answer without what differs from one group to another. */
const answerAbout = async (group: string, answer: ReturnType<(typeof WAYS)[keyof typeof WAYS]>): Promise<string> => {
  const { outcome, words, events, count } = { words: '', events: [], count: 0, ...(await answer) };
  return `${outcome}, ${events.length} event(s), counted ${count}: ${words.replaceAll(group, 'GROUP')}`;
};

test.describe('NIP-29: whether there is a hidden group', () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private', 'hidden'] });

  for (const [way, touch] of Object.entries(WAYS))
    test(
      `${way} is answered to an outsider like a group that never was`,
      proves(`privacy/hidden-like-unknown-when-${way.replaceAll(' ', '-')}`),
      async ({ group, member, outsider }) => {
        await whereHidden(member, group.id);
        const unknown = group.id.replace(/....$/, 'zzzz');
        const about = (id: string): Promise<string> => answerAbout(id, touch(outsider, id));
        expect(await about(group.id)).toBe(await about(unknown));
      },
    );
});
