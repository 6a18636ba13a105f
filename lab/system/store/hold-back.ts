import type { Seams } from '../../relay/seams.ts';

/** What an instance does not say before the commit: that it accepted an event, and the event. */
export interface HoldBack {
  seams: Pick<Seams, 'outgoing' | 'deliver' | 'visible'>;
  /** From now on until `settle` it is as if this event were not there. */
  hold: (id: string) => void;
  /** Its commit is done, or failed with these words (`error: …`), which then stand in its OK. */
  settle: (id: string, failure?: string) => void;
}

/** Nothing is held back at first. Who listens is told by whoever settles; see `deliverTo`. */
export function startHoldBack(): HoldBack {
  const held = new Map<string, ((failure: string | undefined) => void)[]>();
  return {
    seams: {
      outgoing: (frame, send) => {
        const [verb, id, isAccepted] = frame;
        const waiting = verb === 'OK' && isAccepted === true ? held.get(String(id)) : undefined;
        if (waiting) waiting.push((failure) => send(failure === undefined ? frame : ['OK', id, false, failure]));
        else send(frame);
      },
      deliver: (event, _subscription, next) => {
        if (!held.has(event.id)) next();
      },
      visible: (healthy, { event, shownBy }) => healthy && (shownBy === 'live' || !held.has(event.id)),
    },
    hold: (id) => {
      if (!held.has(id)) held.set(id, []);
    },
    settle: (id, failure) => {
      const waiting = held.get(id) ?? [];
      held.delete(id);
      for (const tell of waiting) tell(failure);
    },
  };
}
