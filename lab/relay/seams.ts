import type { IncomingMessage } from 'node:http';
import type { Filter } from 'nostr-tools/filter';
import type { WebSocket } from 'ws';
import type { NostrEvent } from './event/event.ts';
import type { ParsedEvent } from './event/parse-event.ts';
import type { GroupFlags } from './group/flags.ts';
import type { Decision } from './policy/decision.ts';

/** What the relay does with a request to become a WebSocket. `hang-after`: open the socket, then never say a word. */
export type UpgradeAnswer = 'accept' | 'hang-before' | 'hang-after' | { status: number };

/** What the relay answers to plain HTTP. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Where an event is about to be shown: in answer to a REQ, on an open subscription, in the number of a COUNT, or as an id (NIP-77). */
export type ShownBy = 'stored' | 'live' | 'count' | 'negentropy';

/** The messages with which a client asks for events by filter. */
export type ReadVerb = 'REQ' | 'COUNT' | 'NEG-OPEN';

/** An open subscription of one socket, and the people who authenticated on that socket (hex public keys). */
export interface LiveSubscription {
  id: string;
  filters: Filter[];
  authedPubkeys: readonly string[];
}

/** An event in the relay's own name, before it is signed. */
export interface OwnDraft {
  kind: number;
  tags: string[][];
  created_at: number;
}

/**
 * The places where a fault can be put in: each is one function that is given the healthy value, or the healthy deed as
 * `next`, and stands for one thing that breaks in the field. A healthy relay hands on what it is given.
 */
export interface Seams {
  /** Unix seconds. A fault is a wrong clock. */
  clock(healthySeconds: number): number;
  /** At start: the events of the log, in order, that are read back into the store and into the groups (not into memberships). */
  replay(events: NostrEvent[]): NostrEvent[];
  /** At start: the events of the log, in order, from which memberships are derived. A fault is a cold or half-filled cache. */
  replayMembership(events: NostrEvent[]): NostrEvent[];
  /** How the flags of a 9007 or 9002 are read (NIP-29). Healthy: from tags; see `flagsFromJsonContent`. */
  groupFlags(event: NostrEvent, healthy: Partial<GroupFlags>): Partial<GroupFlags>;

  /** Every text from a client, before it is parsed. A fault is a parser that reads another language than JSON. */
  received(text: string): string;
  /** Every message from a client, parsed, before anything is done with it. Not calling `next` makes a deaf relay. */
  incoming(frame: unknown[], next: (frame: unknown[]) => void): void;
  /** Every message to a client, last of all. Drop it, change it, repeat it or send it later. */
  outgoing(frame: unknown[], send: (frame: unknown[]) => void): void;
  /** Before the WebSocket handshake. */
  upgrade(request: IncomingMessage, healthy: UpgradeAnswer): UpgradeAnswer;
  /** Each WebSocket that was opened, before it is served: what is below its messages can be broken here. */
  socket(webSocket: WebSocket, request: IncomingMessage): void;
  /** The answer to a plain HTTP request; `cut`: the connection is closed without one. */
  http(request: IncomingMessage, healthy: HttpReply): HttpReply | 'cut';
  /** The document served for NIP-11. */
  relayInformation(healthy: Record<string, unknown>): unknown;

  /** Whether the signature of an event or a login is the author's. A fault is a relay that does not verify. */
  isSigned(healthy: boolean, event: NostrEvent): boolean;

  /** The challenge of a new socket (NIP-42); null: none is sent. */
  challenge(healthy: string): string | null;
  /** The URL that logins on a new socket have to name (NIP-42). */
  relayUrl(healthy: string, request: IncomingMessage): string;
  /** The answer to an AUTH; null: no answer, and nobody is authenticated. */
  authDecision(healthy: Decision, context: { event: NostrEvent; authedPubkeys: readonly string[] }): Decision | null;

  /** What an EVENT is read as: an event of the right shape, id and signature, or what is wrong with it. */
  parsedEvent(healthy: ParsedEvent, value: unknown): ParsedEvent;
  /** The answer to an EVENT with a valid id and signature. Accepted is what is then stored and delivered. */
  writeDecision(healthy: Decision, context: { event: NostrEvent; authedPubkeys: readonly string[] }): Decision;
  /** Whether a REQ, COUNT or NEG-OPEN is served at all; a refusal becomes a CLOSED, or a NEG-ERR. */
  readDecision(
    healthy: Decision,
    context: { verb: ReadVerb; filters: Filter[]; authedPubkeys: readonly string[] },
  ): Decision;
  /** Whether these people may see this event, asked for every event that matches. */
  visible(
    healthy: boolean,
    context: { event: NostrEvent; authedPubkeys: readonly string[]; shownBy: ShownBy },
  ): boolean;

  /** What the relay is about to sign itself: snapshots of groups, membership changes, invites, its list of members. */
  draft(healthy: OwnDraft): OwnDraft;
  /** Keeping an accepted event, the relay's own included: in the store, in the log, and what it deletes. */
  store(event: NostrEvent, next: (event: NostrEvent) => void): void;
  /** Writing an event that is kept to the log, from which it is read back at the next start. */
  log(event: NostrEvent, append: (event: NostrEvent) => void): void;
  /** Sending an accepted event to one open subscription that matches it and may see it. */
  deliver(event: NostrEvent, subscription: LiveSubscription, next: () => void): void;
}

/** A relay without faults. */
export const HEALTHY_SEAMS: Seams = {
  clock: (healthySeconds) => healthySeconds,
  replay: (events) => events,
  replayMembership: (events) => events,
  groupFlags: (_event, healthy) => healthy,
  received: (text) => text,
  incoming: (frame, next) => {
    next(frame);
  },
  outgoing: (frame, send) => {
    send(frame);
  },
  upgrade: (_request, healthy) => healthy,
  socket: () => undefined,
  http: (_request, healthy) => healthy,
  relayInformation: (healthy) => healthy,
  isSigned: (healthy) => healthy,
  challenge: (healthy) => healthy,
  relayUrl: (healthy) => healthy,
  authDecision: (healthy) => healthy,
  parsedEvent: (healthy) => healthy,
  writeDecision: (healthy) => healthy,
  readDecision: (healthy) => healthy,
  visible: (healthy) => healthy,
  draft: (healthy) => healthy,
  store: (event, next) => {
    next(event);
  },
  log: (event, append) => {
    append(event);
  },
  deliver: (_event, _subscription, next) => {
    next();
  },
};
