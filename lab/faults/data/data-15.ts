import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';

const withoutEmptiness = (tags: string[][]): string[][] =>
  tags.map((tag) => tag.filter((value) => value !== '')).filter((tag) => tag.length > 0);

export default {
  id: 'DATA-15',
  title: 'Events are put together anew on reading: empty tags and empty values are lost, and the signature fails',
  class: 'data',
  severity: 'major',
  source: 'mikedilger/chorus@9b0f293',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/tags-round-trip', 'nip-01/tags-without-elements'] },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => ({
        fromRelay: (frame, pass) => {
          const [verb, id, event] = frame as [string, string, NostrEvent];
          pass(verb === 'EVENT' ? [verb, id, { ...event, tags: withoutEmptiness(event.tags) }] : frame);
        },
      }),
    }),
  },
} satisfies Fault;
