import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { RelayOptions } from '../../relay/start.ts';

interface Upset {
  /** A message of the relay that tells of what upset it. */
  by?: (frame: unknown[]) => boolean;
  /** A message of a client that upsets it. */
  from?: (frame: unknown[]) => boolean;
  /** A line to its operator. */
  line?: RegExp;
}

/**
 * Once upset, the relay never hears the next chat message: the connection that said it is open but dead, or everybody's
 * is. A connection opened since has a fresh start, except after what `line` tells: then the next one is turned away.
 */
export function losingNextMessage({ by, from, line }: Upset): RelayOptions {
  let isUpset = false;
  let turnsAway = false;
  return {
    log: (text) => {
      turnsAway ||= line?.test(text) ?? false;
    },
    seams: {
      upgrade: (_request, healthy) => {
        const answer = turnsAway ? { status: 503 } : healthy;
        turnsAway = false;
        return answer;
      },
      challenge: (healthy) => {
        isUpset = false;
        return healthy;
      },
      outgoing: (frame, send) => {
        isUpset ||= by?.(frame) ?? false;
        send(frame);
      },
      incoming: (frame, next) => {
        const isMessage = frame[0] === 'EVENT' && isChat(frame[1]);
        if (isUpset && isMessage) return;
        isUpset ||= from?.(frame) ?? false;
        next(frame);
      },
    },
  };
}

/** A decent message, as opposed to what upsets a relay. */
const isChat = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && /^(a decent word|relay-canary) /.test((value as NostrEvent).content);
