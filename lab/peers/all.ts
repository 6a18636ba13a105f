import { basicKhatru } from './basic-khatru/peer.ts';
import { khatruDemo } from './khatru-demo/peer.ts';
import { nostrRelayCore } from './nostr-relay-core/peer.ts';
import { nostrRsRelay } from './nostr-rs-relay/peer.ts';
import type { Peer } from './peer.ts';
import { relay29Opinionated } from './relay29-opinionated/peer.ts';
import { relyAuth } from './rely-auth/peer.ts';
import { rnostr } from './rnostr/peer.ts';

/** Every real relay that is tested against, those with groups first. */
export const PEERS: Peer[] = [
  basicKhatru,
  relay29Opinionated,
  khatruDemo,
  relyAuth,
  nostrRelayCore,
  rnostr,
  nostrRsRelay,
];
