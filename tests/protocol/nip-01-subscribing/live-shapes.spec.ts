import {
  arrival,
  chatMessage,
  expect,
  nowInSeconds,
  proves,
  rareWord,
  tagged,
  test,
  whereServed,
} from '../../../fixtures/protocol-suite.ts';
import type { NostrEvent } from '../../../fixtures/protocol-suite.ts';

/** Filters that all match one message which is still to be sent. */
const SHAPES = {
  ids: ({ id }: NostrEvent) => ({ ids: [id] }),
  author: ({ pubkey }: NostrEvent) => ({ authors: [pubkey] }),
  'author-and-kind': ({ pubkey }: NostrEvent) => ({ authors: [pubkey], kinds: [9] }),
  'kind-since-now': () => ({ kinds: [9], since: nowInSeconds() - 1 }),
  'group-alone': (_: NostrEvent, group: string) => ({ '#h': [group] }),
  'group-and-author': ({ pubkey }: NostrEvent, group: string) => ({ '#h': [group], authors: [pubkey] }),
  'group-and-several-kinds': (_: NostrEvent, group: string) => ({ '#h': [group], kinds: [9, 10, 11, 12] }),
  'group-and-topic': (_: NostrEvent, group: string) => ({ '#h': [group], '#t': ['live'] }),
  topic: ({ tags }: NostrEvent) => ({ '#t': [tags.at(-1)?.[1] ?? ''] }),
  'event-referred-to': ({ tags }: NostrEvent) => ({ '#e': [tags.find(([name]) => name === 'e')?.[1] ?? ''] }),
};

test.describe('NIP-01: live, whatever the shape of the filter', () => {
  for (const [shape, filterFor] of Object.entries(SHAPES))
    test(
      `a filter by ${shape.replaceAll('-', ' ')} delivers live`,
      proves(`nip-01/live-by-${shape}`),
      async ({ group, member, outsider }) => {
        const first = await member.publish(chatMessage({ group: group.id }));
        expect(first).toBeAccepted();
        const template = chatMessage({ group: group.id, refersTo: first.event.id });
        const message = member.sign(tagged(template, ['t', 'live'], ['t', rareWord()]));
        const live = outsider.listen({ ...filterFor(message, group.id), limit: 1 });
        expect(whereServed(await live.answer)).toBeComplete();

        expect(await member.publish(message)).toBeAccepted();
        expect(await arrival({ event: message }, live)).toBeDelivered();
      },
    );
});
