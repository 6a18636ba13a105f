import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';

/** What is kept is read as if it had these tags only. As JSON, in the log and on the wire, it is as it was written. */
export const misreading = (tagsOf: (event: NostrEvent) => string[][]): Pick<Seams, 'store'> => ({
  store: (event, next) => {
    next(Object.assign({ ...event, tags: tagsOf(event) }, { toJSON: () => event }));
  },
});

/** Events of this kind are read without the tags that are overlooked. */
export const overlooking = (kind: number, isOverlooked: (tag: string[]) => boolean): Pick<Seams, 'store'> =>
  misreading((event) => (event.kind === kind ? event.tags.filter((tag) => !isOverlooked(tag)) : event.tags));
