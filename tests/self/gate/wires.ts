import type { Seams } from '../../../lab/relay/seams.ts';
import type { Wire } from '../../../lab/proxy/frames.ts';

interface Sent {
  id: string;
  kind: number;
  tags: string[][];
}

const MESSAGE = 9;
const DELETION = 5;

/** Whatever else is asked on a connection is answered by then. */
const CUT_AFTER_MS = 1000;

/** A relay that hangs up on who asks to delete their own messages, and takes everything else. */
export const hangsUpOnDeletions = (): Wire => ({
  connection: ({ cut }) => {
    const own = new Set<string>();
    return {
      fromClient: (frame, pass) => {
        const { id, kind, tags } = (frame[0] === 'EVENT' ? frame[1] : {}) as Partial<Sent>;
        if (kind === MESSAGE && id !== undefined) own.add(id);
        if (kind === DELETION && tags?.some(([, deleted = '']) => own.has(deleted))) setTimeout(cut, CUT_AFTER_MS);
        else pass(frame);
      },
    };
  },
});

/** A relay that refuses messages with these words: all of them, or those to one group. */
export const refusing = (reason: string, group?: string): { seams: Partial<Seams> } => ({
  seams: {
    writeDecision: (healthy, { event: { kind, tags } }) => {
      const isMeant = kind === MESSAGE && (group === undefined || tags.some(([, value]) => value === group));
      return isMeant ? { accepted: false, reason } : healthy;
    },
  },
});

/** A relay that refuses the first message of a member with these words, and none after it. */
export function refusingOnce(reason: string): { seams: Partial<Seams> } {
  let isOver = false;
  return {
    seams: {
      writeDecision: (healthy, { event }) => {
        if (isOver || event.kind !== MESSAGE || !healthy.accepted) return healthy;
        isOver = true;
        return { accepted: false, reason };
      },
    },
  };
}

/** A relay that answers every message to a group so many milliseconds late. */
export const slowToAccept = (ms: number): Wire => ({
  connection: () => ({
    fromRelay: (frame, pass) => {
      if (frame[0] === 'OK') setTimeout(() => pass(frame), ms);
      else pass(frame);
    },
  }),
});

/** A service that is told to be missing until so many milliseconds after it was first asked for. */
export function lateBy(ms: number): Wire {
  let readyAt: number | undefined;
  return {
    upgrade: () => {
      readyAt ??= performance.now() + ms;
      return performance.now() < readyAt ? { status: 503 } : 'accept';
    },
  };
}

/** A clock that is off by so many seconds, as HTTP tells it. */
export const dateOff = (seconds: number): { date: string } => ({
  date: new Date(Date.now() + seconds * 1000).toUTCString(),
});

/** A relay whose clock is off by so many seconds, so that it takes no messages to one group. */
export const clockOff = (seconds: number): { seams: Partial<Seams> } => ({
  seams: {
    ...refusing('invalid: created_at is too far in the past', 'canary-private').seams,
    http: (_request, healthy) => ({ ...healthy, headers: { ...healthy.headers, ...dateOff(seconds) } }),
  },
});

/** A relay that tells this text in its relay information. */
export const telling = (text: string): { seams: Partial<Seams> } => ({
  seams: { relayInformation: (healthy) => ({ ...healthy, name: text, software: text }) },
});
