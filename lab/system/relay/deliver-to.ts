import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { matches } from '../../relay/event/matches.ts';
import type { Relay } from '../../relay/relay.ts';

/** Sends a kept event to everybody who listens now and may see it. */
export function deliverTo(relay: Relay, event: NostrEvent): void {
  for (const listener of relay.listeners)
    for (const { id, filters, authedPubkeys } of listener.subscriptions())
      if (filters.some((filter) => matches(filter, event)) && relay.shows(event, authedPubkeys, 'live'))
        listener.send(['EVENT', id, event]);
}
