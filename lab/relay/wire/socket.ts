import type { Filter } from 'nostr-tools/filter';
import { WebSocket } from 'ws';
import type { Responder } from '../negentropy/responder.ts';
import type { Listener, Relay } from '../relay.ts';
import type { LiveSubscription } from '../seams.ts';

/** A client that does not read what it asked for is cut off at this many bytes waiting for it. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** One client connection: who authenticated on it, and what it listens to. */
export class Socket implements Listener {
  readonly authed = new Set<string>();
  readonly open = new Map<string, Filter[]>();
  /** Open reconciliations (NIP-77); their ids are not those of subscriptions. */
  readonly reconciliations = new Map<string, Responder>();
  readonly relay: Relay;
  /** The challenge that was sent on connect (NIP-42); null: none. */
  readonly challenge: string | null;
  /** The URL under which the client reached the relay. */
  readonly relayUrl: string;
  readonly #webSocket: WebSocket;

  constructor(webSocket: WebSocket, relay: Relay, challenge: string | null, relayUrl: string) {
    this.#webSocket = webSocket;
    this.relay = relay;
    this.challenge = challenge;
    this.relayUrl = relayUrl;
  }

  /** Hex public keys of everybody who authenticated on this socket (NIP-42 allows several). */
  get authedPubkeys(): string[] {
    return [...this.authed];
  }

  subscriptions(): LiveSubscription[] {
    return [...this.open].map(([id, filters]) => ({ id, filters, authedPubkeys: this.authedPubkeys }));
  }

  send(frame: unknown[]): void {
    this.relay.seams.outgoing(frame, (last) => {
      if (this.#webSocket.readyState !== WebSocket.OPEN) return;
      if (this.#webSocket.bufferedAmount > MAX_WAITING_BYTES) this.#webSocket.close(1008, 'slow consumer');
      else this.#webSocket.send(JSON.stringify(last));
    });
  }

  /** NOTICE (NIP-01): a word to the human at the other end. */
  notice(text: string): void {
    this.send(['NOTICE', text]);
  }

  /** CLOSED (NIP-01): the subscription was refused or has ended. */
  refuseSubscription(id: string, reason: string): void {
    this.open.delete(id);
    this.send(['CLOSED', id, reason]);
  }

  /** NEG-ERR (NIP-77): the reconciliation was refused or has ended. */
  refuseReconciliation(id: string, reason: string): void {
    this.reconciliations.delete(id);
    this.send(['NEG-ERR', id, reason]);
  }
}
