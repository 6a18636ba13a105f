import { chatMessage, expect, proves, rareWord, tagged, test, whereServed } from '../../../fixtures/protocol-suite.ts';

/** What an event can be found by, without its group: the author and the topic belong to this test alone. */
interface Known {
  author: string;
  mentioned: string;
  topic: string;
}

interface Variant {
  by?: 'admin';
  kind?: number;
  without?: string;
}

/** Each filter, and the messages that it has to miss: like those that match, but for one thing. */
const CONDITIONS = {
  'its-author': { filter: ({ author }: Known) => ({ authors: [author] }), misses: [{ by: 'admin' }] },
  'author-and-kind': {
    filter: ({ author }: Known) => ({ authors: [author], kinds: [9] }),
    misses: [{ by: 'admin' }, { kind: 11 }],
  },
  'author-and-tag': {
    filter: ({ author, mentioned }: Known) => ({ authors: [author], '#p': [mentioned] }),
    misses: [{ by: 'admin' }, { without: 'p' }],
  },
  'kind-and-tag': {
    filter: ({ topic }: Known) => ({ kinds: [9], '#t': [topic] }),
    misses: [{ kind: 11 }, { without: 't' }],
  },
  'one-tag': { filter: ({ topic }: Known) => ({ '#t': [topic] }), misses: [{ without: 't' }] },
  'two-tags': {
    filter: ({ mentioned, topic }: Known) => ({ '#p': [mentioned], '#t': [topic] }),
    misses: [{ without: 't' }, { without: 'p' }],
  },
} satisfies Record<string, { filter: (known: Known) => object; misses: Variant[] }>;

test.describe('NIP-01: found by each condition, alone and in pairs', () => {
  for (const [name, { filter, misses }] of Object.entries(CONDITIONS))
    test(
      `${name.replaceAll('-', ' ')} finds every match and nothing else`,
      proves(`nip-01/found-by-${name}`),
      async ({ admin, group, member, outsider }) => {
        const known = { author: member.pubkey, mentioned: outsider.pubkey, topic: rareWord() };
        const put = ({ by, kind = 9, without }: Variant) => {
          const tags = [
            ['p', known.mentioned],
            ['t', known.topic],
          ].filter(([letter]) => letter !== without);
          return { member, admin }[by ?? 'member'].publish(
            tagged({ ...chatMessage({ group: group.id }), kind }, ...tags),
          );
        };
        const matching = await Promise.all([{}, {}].map(put));
        const others = await Promise.all((misses as Variant[]).map(put));
        for (const each of [...matching, ...others]) expect(each).toBeAccepted();

        const answer = whereServed(await outsider.ask(filter(known)));
        expect(answer).toShowOnly(...matching.map(({ event }) => event));
      },
    );
});
