import type { Seams } from '../relay/seams.ts';
import { answers, deafTo } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

/** What a client says that knows nothing: one range to the end of time, and no ids in it. */
const KNOWS_NOTHING = '6100000200';

const BAD_INPUT = ['bad-hex', 'short-message', 'message-of-another-type'].map((what) => `nip-77/${what}-is-refused`);

/** Checks that first see what a member is told. */
const WITH_CONTROL = [
  'nip-77/empty-set-finds-what-req-shows',
  'nip-77/same-set-differs-in-nothing',
  'nip-77/differences-are-told-apart',
  'nip-77/difference-among-many-is-found',
  'nip-77/set-follows-deletions',
  'nip-77/private-ids-are-unseen-by-a-stranger',
  'nip-77/private-ids-are-unseen-by-a-visitor',
  'nip-77/login-is-asked-for-like-req',
  'nip-77/close-is-harmless',
  'nip-77/two-at-once-are-kept-apart',
  ...BAD_INPUT,
];

/** Changes each NEG-OPEN before it is read: its id, filter and first message. */
const opened = (change: (frame: [string, unknown, unknown, unknown]) => unknown[]): Partial<Seams> => ({
  incoming: (frame, next) => {
    next(frame[0] === 'NEG-OPEN' ? change(frame as [string, unknown, unknown, unknown]) : frame);
  },
});

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'NEG-OPEN is not answered',
    relay: () => ({ seams: deafTo(([verb]) => verb === 'NEG-OPEN') }),
    red: ['nip-77/open-is-answered', 'nip-77/close-ends-it'],
    beside: [...WITH_CONTROL, 'nip-77/unknown-version-is-told', 'nip-77/reopening-begins-anew'],
  },
  {
    broken: 'the relay says that it has nothing',
    relay: () => ({ seams: { visible: (healthy, { shownBy }) => healthy && shownBy !== 'negentropy' } }),
    red: WITH_CONTROL.slice(0, 4),
    beside: WITH_CONTROL.slice(4),
  },
  {
    broken: 'what was deleted is still named',
    relay: () => ({
      seams: {
        store: (event, next) => {
          if (event.kind !== 5) next(event);
        },
      },
    }),
    red: ['nip-77/set-follows-deletions'],
  },
  {
    broken: 'the ids of private messages are named to who has logged in',
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 9 && shownBy === 'negentropy') },
    }),
    red: ['nip-77/private-ids-are-unseen-by-a-visitor'],
  },
  {
    broken: 'no login is asked for',
    relay: () => ({
      seams: {
        readDecision: (healthy, { verb }) => (verb === 'NEG-OPEN' ? { accepted: true, reason: '' } : healthy),
        visible: (healthy, { shownBy, authedPubkeys }) =>
          healthy || (shownBy === 'negentropy' && authedPubkeys.length === 0),
      },
    }),
    red: ['nip-77/private-ids-are-unseen-by-a-stranger', 'nip-77/login-is-asked-for-like-req'],
  },
  {
    broken: 'an unknown version is an error',
    relay: () => ({
      seams: opened(([verb, id, filter, message]) => [verb, id, filter, message === '6f' ? 'no version' : message]),
    }),
    red: ['nip-77/unknown-version-is-told'],
  },
  {
    broken: 'a message to an id that is not open is not answered',
    relay: () => ({
      seams: answers('NEG-ERR', (frame, send) => {
        if (!String(frame[2]).startsWith('closed:')) send(frame);
      }),
    }),
    red: ['nip-77/unknown-id-is-refused'],
    beside: ['nip-77/close-ends-it'],
  },
  {
    broken: 'NEG-CLOSE ends nothing',
    relay: () => ({ seams: deafTo(([verb]) => verb === 'NEG-CLOSE') }),
    red: ['nip-77/close-ends-it'],
  },
  {
    broken: 'after a NEG-CLOSE of an id that is not open the next NEG-OPEN is not answered',
    relay: () => {
      const ids = new Set<unknown>();
      let isConfused = false;
      return {
        seams: deafTo(([verb, id]) => {
          const wasConfused = isConfused && verb === 'NEG-OPEN';
          if (verb === 'NEG-OPEN') ids.add(id);
          isConfused = verb === 'NEG-CLOSE' ? !ids.has(id) : isConfused && !wasConfused;
          return wasConfused;
        }),
      };
    },
    red: ['nip-77/close-is-harmless'],
  },
  {
    broken: 'NEG-OPEN with an id in use goes on with the first filter',
    relay: () => {
      const filters = new Map<string, unknown>();
      return {
        seams: opened(([verb, id, filter, message]) => {
          const group = JSON.stringify([id, (filter as Record<string, unknown>)['#h']]);
          filters.set(group, filters.get(group) ?? filter);
          return [verb, id, filters.get(group), message];
        }),
      };
    },
    red: ['nip-77/reopening-begins-anew'],
  },
  {
    broken: 'a second NEG-OPEN ends the first, whose answer is never sent',
    relay: () => {
      let waiting: (() => void) | undefined;
      return {
        seams: {
          ...answers('NEG-MSG', (frame, send) => {
            const say = (): void => {
              if (waiting === say) send(frame);
            };
            waiting = say;
            setTimeout(say, 20);
          }),
        },
      };
    },
    red: ['nip-77/two-at-once-are-kept-apart'],
  },
  {
    broken: 'any first message is taken for that of a client that knows nothing',
    relay: () => ({
      seams: opened(([verb, id, filter, message]) => {
        const isBad = !/^6[0-9a-f]([0-9a-f]{2})*$/.test(String(message)) || message === '6100' || message === 61;
        return [verb, id, filter, isBad ? KNOWS_NOTHING : message];
      }),
    }),
    red: BAD_INPUT,
  },
  {
    broken: 'NEG-CLOSE ends the subscription with the same id',
    relay: () => ({
      seams: {
        incoming: ([verb, ...rest], next) => {
          next([verb, ...rest]);
          if (verb === 'NEG-CLOSE') next(['CLOSE', ...rest]);
        },
      },
    }),
    red: ['nip-77/neighbours-are-unharmed'],
  },
];
