import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { expect, test, type Script } from './a-relay-that.ts';

const event = SecretKey.generate().sign({ kind: 9, content: 'hello' });
const ANOTHER_ID = '0'.repeat(64);

interface Case {
  title: string;
  answers: NonNullable<Script['answers']>;
  outcome: Record<string, unknown>;
}

const refusedWith = (words: string): NonNullable<Script['answers']> => {
  return ({ say }, { id }) => say('OK', id, false, words);
};

const CASES: Case[] = [
  {
    title: 'OK true is an acceptance, with the words of the relay',
    answers: ({ say }, { id }) => say('OK', id, true, 'duplicate: have it'),
    outcome: { outcome: 'accepted', words: 'duplicate: have it' },
  },
  {
    title: 'OK false is a refusal, with its prefix',
    answers: refusedWith('rate-limited: slow down'),
    outcome: { outcome: 'refused', prefix: 'rate-limited', words: 'rate-limited: slow down' },
  },
  {
    title: 'words without a colon have no prefix',
    answers: refusedWith('no thanks'),
    outcome: { outcome: 'refused', prefix: undefined, words: 'no thanks' },
  },
  {
    title: 'upper-case words before a colon are no prefix',
    answers: refusedWith('Error: no thanks'),
    outcome: { outcome: 'refused', prefix: undefined, words: 'Error: no thanks' },
  },
  {
    title: 'OK without words counts, with empty words',
    answers: ({ say }, { id }) => say('OK', id, false),
    outcome: { outcome: 'refused', prefix: undefined, words: '' },
  },
  {
    title: 'a NOTICE alone is neither yes nor no',
    answers: ({ say }) => say('NOTICE', 'could not parse'),
    outcome: { outcome: 'notice', words: 'could not parse' },
  },
  {
    title: 'OK after a NOTICE is the answer',
    answers: ({ say }, { id }) => {
      say('NOTICE', 'welcome');
      say('OK', id, true, '');
    },
    outcome: { outcome: 'accepted' },
  },
  {
    title: 'a closed connection is told with code and words',
    answers: ({ socket }) => socket.close(4001, 'go away'),
    outcome: { outcome: 'closed', code: 4001, words: 'go away' },
  },
  {
    title: 'a cut connection is code 1006',
    answers: ({ wire }) => wire.destroy(),
    outcome: { outcome: 'closed', code: 1006 },
  },
  {
    title: 'nothing until the deadline is silence',
    answers: () => undefined,
    outcome: { outcome: 'silence' },
  },
  {
    title: 'OK for another event is not taken',
    answers: ({ say }) => say('OK', ANOTHER_ID, true, ''),
    outcome: { outcome: 'silence' },
  },
];

test.describe('publishing an event', () => {
  for (const { title, answers, outcome } of CASES) {
    test(title, async ({ aRelayThat }) => {
      const connection = await aRelayThat({ answers });
      const publication = await publish(connection, event, { withinMs: 200 });
      expect(publication).toMatchObject(outcome);
      expect(publication.event).toBe(event);
    });
  }

  test('silence and a NOTICE end at the deadline', async ({ aRelayThat }) => {
    const silent = await aRelayThat({});
    const noticing = await aRelayThat({ answers: ({ say }) => say('NOTICE', 'hm') });
    const publications = await Promise.all([silent, noticing].map((one) => publish(one, event, { withinMs: 100 })));
    for (const { ms } of publications) expect(ms).toBeGreaterThan(90);
    for (const { ms } of publications) expect(ms).toBeLessThan(1000);
  });

  test('a second OK changes neither this answer nor the next', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('OK', id, true, 'first');
        say('OK', id, false, 'second');
      },
    });
    const next = SecretKey.generate().sign({ kind: 9 });
    expect(await publish(connection, event, { withinMs: 200 })).toMatchObject({ outcome: 'accepted', words: 'first' });
    expect(await publish(connection, next, { withinMs: 200 })).toMatchObject({ event: next, outcome: 'accepted' });
  });

  test('publishing on a lost connection is answered at once', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ socket }) => socket.close(1008, 'enough') });
    await publish(connection, event, { withinMs: 200 });
    const again = await publish(connection, event, { withinMs: 60_000 });
    expect(again).toMatchObject({ outcome: 'closed', code: 1008, words: 'enough' });
  });
});
