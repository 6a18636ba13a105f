import { hasTag, type NostrEvent } from '../event/event.ts';
import { accept, refuse, type Decision } from './decision.ts';

const REPOST_KINDS = [6, 16];

/** Protected events, `["-"]` (NIP-70): only from their authenticated author, and never inside a repost. */
export function judgeProtected(event: NostrEvent, authedPubkeys: readonly string[]): Decision {
  if (REPOST_KINDS.includes(event.kind) && embedsProtected(event.content))
    return refuse('restricted: a protected event may not be reposted');
  if (!hasTag(event, '-') || authedPubkeys.includes(event.pubkey)) return accept();
  return authedPubkeys.length === 0
    ? refuse('auth-required: a protected event is taken from its authenticated author only')
    : refuse('restricted: a protected event is taken from its author only');
}

function embedsProtected(content: string): boolean {
  try {
    const embedded = JSON.parse(content) as { tags?: unknown } | null;
    return Array.isArray(embedded?.tags) && embedded.tags.some((tag) => Array.isArray(tag) && tag[0] === '-');
  } catch {
    return false;
  }
}
