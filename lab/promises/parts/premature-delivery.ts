import type { Seams } from '../../relay/seams.ts';

/** Moderation is left out: with it the relay would do what it refuses. */
const isMessage = ({ kind }: { kind: number }): boolean => kind < 9000;

/** A message is handed to who listens before it is judged; what is refused is not stored. */
export function deliveringTheRefused(): Partial<Seams> {
  const refused = new Map<unknown, string>();
  return {
    writeDecision: (healthy, { event }) => {
      if (healthy.accepted || !isMessage(event)) return healthy;
      refused.set(event.id, healthy.reason);
      return { accepted: true, reason: '' };
    },
    store: (event, next) => {
      if (!refused.has(event.id)) next(event);
    },
    outgoing: (frame, send) => {
      const reason = frame[0] === 'OK' ? refused.get(frame[1]) : undefined;
      send(reason === undefined ? frame : ['OK', frame[1], false, reason]);
    },
  };
}
