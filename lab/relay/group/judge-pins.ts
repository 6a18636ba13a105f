import type { NostrEvent } from '../event/event.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';

const SHAPES: Partial<Record<string, RegExp>> = { e: /^[0-9a-f]{64}$/, a: /^\d{1,5}:[0-9a-f]{64}:/ };

/** The `e` and `a` tags of an update-pin-list (NIP-29, kind 9010) in order: the new list in full, which may be empty. */
export const pinsIn = (event: NostrEvent): string[][] => event.tags.filter(([name]) => name === 'e' || name === 'a');

export function judgePins(event: NostrEvent): Decision {
  const wrong = pinsIn(event).find(([name = '', value = '']) => !SHAPES[name]?.test(value));
  return wrong ? refuse(`invalid: pin "${wrong.join(' ')}" is neither an event id nor an address`) : accept();
}
