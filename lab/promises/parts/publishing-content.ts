import { shown } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';

const ids = (...names: string[]): string[] => names.map((name) => `nip-01/${name}`);

/** What is shown has another content than what was written. */
const rewriting = (change: (content: string) => string) => (): ReturnType<BrokenPromise['relay']> => ({
  seams: shown((event) => ({ ...event, content: change(event.content) })),
});

/** What is shown has other tags than what was written. */
const retagging = (change: (tags: string[][]) => string[][]) => (): ReturnType<BrokenPromise['relay']> => ({
  seams: shown((event) => ({ ...event, tags: change(event.tags) })),
});

/** Content and tags that do not come back as they were. */
export const ALTERED: BrokenPromise[] = [
  {
    broken: 'a backspace is lost',
    relay: rewriting((content) => content.replaceAll('\b', '')),
    red: ids('escapes-round-trip'),
    beside: ids('control-characters-round-trip'),
  },
  {
    broken: 'surrogates become question marks',
    relay: rewriting((content) => content.replace(/[\u{10000}-\u{10ffff}]/gu, '??')),
    red: ids(
      'unicode-round-trips',
      'emoji-sequences-round-trip',
      'content-is-delivered-unchanged',
      'unlisted-escapes-are-read',
    ),
    beside: ids('noncharacters-round-trip'),
  },
  {
    broken: 'markup is taken out',
    relay: rewriting((content) => content.replace(/<b>|<\/b>/g, '')),
    red: ids('markup-round-trips'),
  },
  {
    broken: 'empty content becomes a blank',
    relay: rewriting((content) => content || ' '),
    red: ids('empty-content-round-trips'),
  },
  {
    broken: 'zero-width spaces are taken out',
    relay: rewriting((content) => content.replaceAll('\u200b', '')),
    red: ids('invisible-characters-round-trip'),
  },
  {
    broken: 'marks of direction are taken out',
    relay: rewriting((content) => content.replace(/[\u200e\u200f\u202a-\u202e]/g, '')),
    red: ids('marks-of-direction-round-trip'),
  },
  {
    broken: 'content is normalised',
    relay: rewriting((content) => content.normalize('NFC')),
    red: ids('normal-forms-round-trip'),
    beside: ids('unicode-round-trips'),
  },
  {
    broken: 'control characters are taken out',
    relay: rewriting((content) => content.replaceAll('\u0001', '')),
    red: ids('control-characters-round-trip'),
  },
  {
    broken: 'content ends at its first null character',
    relay: rewriting((content) => content.split('\0')[0] ?? ''),
    red: ids('null-characters-round-trip'),
  },
  {
    broken: 'noncharacters are replaced',
    relay: rewriting((content) => content.replaceAll('\ufffe', '\ufffd')),
    red: ids('noncharacters-round-trip'),
  },
  {
    broken: 'a tag keeps a thousand values',
    relay: retagging((tags) => tags.map((tag) => tag.slice(0, 1_000))),
    red: ids('long-tag-round-trips'),
  },
  {
    broken: 'tags without elements are dropped',
    relay: retagging((tags) => tags.filter((tag) => tag.length > 0)),
    red: ids('tags-without-elements'),
  },
  {
    broken: 'empty values of tags are dropped',
    relay: retagging((tags) => tags.map((tag) => tag.filter(Boolean))),
    red: ids('tags-round-trip'),
    beside: ids('tags-without-elements', 'addressable-by-d', 'no-d-is-an-empty-d'),
  },
];
