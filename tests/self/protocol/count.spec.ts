import { count } from '../../../fixtures/protocol/count.ts';
import { expect, test, type Script } from './a-relay-that.ts';

interface Case {
  title: string;
  answers: NonNullable<Script['answers']>;
  outcome: Record<string, unknown>;
}

const CASES: Case[] = [
  {
    title: 'is a number',
    answers: ({ say }, { id }) => say('COUNT', id, { count: 7 }),
    outcome: { outcome: 'counted', count: 7 },
  },
  {
    title: 'may be none',
    answers: ({ say }, { id }) => say('COUNT', id, { count: 0 }),
    outcome: { outcome: 'counted', count: 0 },
  },
  {
    title: 'is refused by CLOSED, with its prefix',
    answers: ({ say }, { id }) => say('CLOSED', id, 'unsupported: no COUNT here'),
    outcome: { outcome: 'refused', prefix: 'unsupported', words: 'unsupported: no COUNT here' },
  },
  {
    title: 'is silence where only another count is answered',
    answers: ({ say }) => say('COUNT', 'another', { count: 7 }),
    outcome: { outcome: 'silence' },
  },
  {
    title: 'is silence where the body is no number',
    answers: ({ say }, { id }) => say('COUNT', id, { count: 'seven' }),
    outcome: { outcome: 'silence' },
  },
  {
    title: 'is a NOTICE where the relay does not know the verb',
    answers: ({ say }) => say('NOTICE', 'unknown command'),
    outcome: { outcome: 'notice', words: 'unknown command' },
  },
  {
    title: 'is closed where the relay hangs up',
    answers: ({ socket }) => socket.close(1003, 'what?'),
    outcome: { outcome: 'closed', code: 1003, words: 'what?' },
  },
];

test.describe('a count', () => {
  for (const { title, answers, outcome } of CASES) {
    test(title, async ({ aRelayThat }) => {
      const connection = await aRelayThat({ answers });
      expect(await count(connection, [{ kinds: [9] }], 150)).toMatchObject(outcome);
    });
  }
});
