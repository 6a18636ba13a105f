import type { Seams } from '../../../lab/relay/seams.ts';
import {
  add,
  answers,
  asked,
  believing,
  confusedByNonsense,
  deafTo,
  isContent,
  liveOnly,
  shown,
  without,
} from './nip-01-breaks.ts';

/** One promise of NIP-01 broken in the embedded relay, and the check that has to be red then. */
interface BrokenPromise {
  check: `nip-01/${string}`;
  title: string;
  broken: string;
  /** Made anew for each relay: some count. */
  seams: () => Partial<Seams>;
}

const ROWS: [BrokenPromise['check'], string, string, () => Partial<Seams>][] = [
  [
    'nip-01/ok-has-four-elements',
    'a valid event gets one OK of four elements',
    'the words of an OK are left out',
    () => answers('OK', (frame, send) => send(frame.slice(0, 3))),
  ],
  [
    'nip-01/bad-id-is-refused',
    'an id that is not the hash is refused as invalid',
    'every event is answered with OK true',
    believing,
  ],
  [
    'nip-01/bad-signature-is-refused',
    'a wrong signature is refused as invalid',
    'every event is answered with OK true',
    believing,
  ],
  [
    'nip-01/ok-names-its-event',
    'each of several events gets its own OK',
    'every OK is said twice',
    () =>
      answers('OK', (frame, send) => {
        send(frame);
        send(frame);
      }),
  ],
  [
    'nip-01/duplicate-is-answered',
    'a duplicate is taken or called one',
    'a duplicate is called an error',
    () =>
      answers('OK', ([verb, id, accepted, words], send) =>
        send([verb, id, ...(String(words).startsWith('duplicate') ? [false, 'error: exists'] : [accepted, words])]),
      ),
  ],
  [
    'nip-01/escapes-round-trip',
    'escaped characters come back as they were',
    'escapes are lost',
    () => shown((event) => ({ ...event, content: event.content.replaceAll('\b', '') })),
  ],
  [
    'nip-01/unicode-round-trips',
    'characters beyond the BMP come back as they were',
    'surrogates become question marks',
    () => shown((event) => ({ ...event, content: event.content.replace(/[\u{10000}-\u{10ffff}]/gu, '??') })),
  ],
  [
    'nip-01/tags-round-trip',
    'tags keep their order and their empty values',
    'empty values are dropped',
    () => shown((event) => ({ ...event, tags: event.tags.map((tag) => tag.filter(Boolean)) })),
  ],
  [
    'nip-01/malformed-json-is-survived',
    'after malformed json the connection and its neighbours stay usable',
    'malformed JSON makes the relay refuse everything',
    confusedByNonsense,
  ],
  [
    'nip-01/unknown-verb-is-survived',
    'after unknown verb the connection and its neighbours stay usable',
    'an unknown verb makes the relay refuse everything',
    confusedByNonsense,
  ],
  [
    'nip-01/eose-comes-once',
    'EOSE comes exactly once',
    'EOSE comes once for each of two filters',
    () =>
      answers('EOSE', (frame, send) => {
        send(frame);
        send(frame);
      }),
  ],
  [
    'nip-01/empty-result-has-eose',
    'an empty result has its EOSE too',
    'what finds nothing is closed',
    () => {
      let hasShown = false;
      return {
        outgoing: (frame, send) => {
          if (frame[0] === 'EVENT') hasShown = true;
          send(frame[0] === 'EOSE' && !hasShown ? ['CLOSED', frame[1], 'error: nothing found'] : frame);
          hasShown &&= frame[0] !== 'EOSE';
        },
      };
    },
  ],
  [
    'nip-01/filter-ids',
    'ids finds these events and no others',
    'ids is read as kinds',
    () => asked(({ ids, ...rest }) => (ids ? { kinds: [9] } : rest)),
  ],
  ['nip-01/filter-authors', 'authors finds what they wrote', 'authors is ignored', () => without('authors')],
  ['nip-01/filter-kinds', 'kinds finds events of these kinds', 'kinds is ignored', () => without('kinds')],
  ['nip-01/filter-h', '#h finds what belongs to a group', '#h is ignored', () => without('#h')],
  [
    'nip-01/filter-e',
    '#e finds what refers to an event',
    '#e finds nothing',
    () => asked((filter) => (filter['#e'] ? { ids: [] } : filter)),
  ],
  ['nip-01/filter-is-and', 'all conditions of a filter have to hold', 'one condition is ignored', () => without('#t')],
  [
    'nip-01/filters-are-or',
    'one of several filters is enough',
    'only the first filter is read',
    () => ({ incoming: (frame, next) => next(frame[0] === 'REQ' ? [...frame.slice(0, 2), ...frame.slice(3)] : frame) }),
  ],
  [
    'nip-01/since-is-inclusive',
    'since takes in its own second',
    'since leaves out its own second',
    () => add('since', 1),
  ],
  [
    'nip-01/until-is-inclusive',
    'until takes in its own second',
    'until leaves out its own second',
    () => add('until', -1),
  ],
  [
    'nip-01/since-after-until-is-empty',
    'since after until finds nothing, to its end',
    'until is ignored',
    () => without('until'),
  ],
  ['nip-01/limit-is-the-newest', 'limit gives the newest, newest first', 'limit is ignored', () => without('limit')],
  [
    'nip-01/limit-0-is-live-only',
    'limit 0 shows nothing stored, then what comes',
    'limit 0 is no limit',
    () => asked(({ limit, ...rest }) => (limit === 0 ? rest : { limit, ...rest })),
  ],
  [
    'nip-01/limit-is-for-stored-events',
    'limit does not count what comes live',
    'a limit ends the subscription',
    () => {
      let shows = 0;
      return liveOnly((filters) => filters.every(({ limit }) => limit !== 1 || (shows += 1) < 2));
    },
  ],
  [
    'nip-01/live-to-another-connection',
    'a message comes live to another connection',
    'live messages do not come',
    () => liveOnly((_filters, event) => !isContent(event)),
  ],
  ['nip-01/live-with-since', 'since holds for live events too', 'since is ignored', () => without('since')],
  [
    'nip-01/same-id-replaces',
    'the same id replaces the old filter',
    'the first filter of an id stays',
    () => {
      const seen = new Set<unknown>();
      return {
        incoming: (frame, next) => {
          if (frame[1] === 'again' && seen.size > 0) {
            next(['REQ', 'again', { ...(frame[2] as object), kinds: [9, 11] }]);
            return;
          }
          if (frame[1] === 'again') seen.add(1);
          next(frame);
        },
      };
    },
  ],
  [
    'nip-01/close-ends-delivery',
    'CLOSE ends the delivery',
    'CLOSE is ignored',
    () => deafTo(([verb]) => verb === 'CLOSE'),
  ],
  [
    'nip-01/subscription-id-of-65-is-refused',
    'a subscription with an id of 65 characters is refused, and the connection stays usable',
    'long ids are cut',
    () => ({
      incoming: ([verb, id, ...rest], next) =>
        next(
          [verb, typeof id === 'string' ? id.slice(0, 64) : id, ...rest].slice(
            0,
            rest.length + (id === undefined ? 1 : 2),
          ),
        ),
    }),
  ],
];

export const PROMISES: BrokenPromise[] = ROWS.map(([check, title, broken, seams]) => ({ check, title, broken, seams }));
