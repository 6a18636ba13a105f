import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { isContent } from '../../promises/breaks.ts';
import type { Seams } from '../../relay/seams.ts';

/** Events that come within this time share a transaction. */
const COMMIT_EVERY_MS = 10;

/** Content of all connections is written in transactions; one that holds a refused event is rolled back. */
export function groupCommit(): Partial<Seams> {
  const waiting: (() => void)[] = [];
  const effects: (() => void)[] = [];
  const answers: { frame: unknown[]; send: (frame: unknown[]) => void }[] = [];
  let isOpen = false;
  const commit = (): void => {
    isOpen = true;
    for (const judge of waiting.splice(0)) judge();
    isOpen = false;
    const isRolledBack = answers.some(({ frame }) => frame[2] === false);
    for (const effect of effects.splice(0)) if (!isRolledBack) effect();
    for (const { frame, send } of answers.splice(0)) {
      const [verb, id, accepted] = frame;
      send(isRolledBack && accepted === true ? [verb, id, false, 'error: transaction aborted'] : frame);
    }
  };
  return {
    incoming: (frame, next) => {
      const isBatched = frame[0] === 'EVENT' && isContent(frame[1] as NostrEvent);
      if (!isBatched) next(frame);
      else if (waiting.push(() => next(frame)) === 1) setTimeout(commit, COMMIT_EVERY_MS);
    },
    store: (event, next) => {
      if (isOpen) effects.push(() => next(event));
      else next(event);
    },
    deliver: (_event, _subscription, next) => {
      if (isOpen) effects.push(next);
      else next();
    },
    outgoing: (frame, send) => {
      if (isOpen && frame[0] === 'OK') answers.push({ frame, send });
      else send(frame);
    },
  };
}
