import { refusing } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

/** A serializer made for web pages writes <, >, &, U+2028 and U+2029 as escapes, and hashes what it wrote. */
const escapesForHtml = (text: string): boolean => /[<>&\u2028\u2029]/.test(text);

export default {
  id: 'DATA-14',
  title: 'Events with markup or unusual line ends are refused: the relay computes another id for them',
  class: 'data',
  severity: 'major',
  source: 'nbd-wtf/go-nostr#202',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/markup-round-trips', 'nip-01/unicode-round-trips', 'nip-01/content-is-delivered-unchanged'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: refusing(
        ({ content, tags }) => [content, ...tags.flat()].some(escapesForHtml),
        'invalid: id is not the hash of this event',
      ),
    }),
  },
} satisfies Fault;
