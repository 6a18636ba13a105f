import type { NostrEvent } from '../event/event.ts';
import { tagValues } from '../event/event.ts';
import { LOGIN } from '../event/kinds.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';

/** What a login on one socket has to name (NIP-42). */
export interface ExpectedLogin {
  /** The challenge of the socket; null if none was sent. */
  challenge: string | null;
  /** The URL under which the client reached the relay. */
  relayUrl: string;
  nowSeconds: number;
}

const WINDOW_SECONDS = 600;

/** Whether a validly signed event authenticates its author on the socket that it came from (NIP-42). */
export function judgeLogin(event: NostrEvent, { challenge, relayUrl, nowSeconds }: ExpectedLogin): Decision {
  if (event.kind !== LOGIN) return refuse(`invalid: login needs kind ${LOGIN}, got ${event.kind}`);
  const given = tagValues(event, 'challenge')[0];
  if (given === undefined) return refuse('invalid: challenge tag is missing');
  if (given !== challenge) return refuse('invalid: challenge is not the one of this connection');
  const named = tagValues(event, 'relay')[0];
  if (named === undefined) return refuse('invalid: relay tag is missing');
  if (normaliseUrl(named) !== normaliseUrl(relayUrl))
    return refuse(`invalid: relay tag names another relay than ${relayUrl}`);
  const ageSeconds = nowSeconds - event.created_at;
  if (ageSeconds > WINDOW_SECONDS) return refuse('invalid: created_at is more than 10 minutes in the past');
  if (ageSeconds < -WINDOW_SECONDS) return refuse('invalid: created_at is more than 10 minutes in the future');
  return accept();
}

/** Scheme, host, port and path; case of the host, default port and trailing slashes make no difference. */
function normaliseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}
