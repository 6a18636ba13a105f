// The server around @nostr-relay/core, as its documentation has it, with events in memory. Copied beside its packages.
import { createRequire } from 'node:module';
import { matchFilter } from 'nostr-tools/filter';
import { WebSocketServer } from 'ws';

const require = createRequire(import.meta.url);
const { EventRepository } = require('@nostr-relay/common');
const { NostrRelay, createOutgoingNoticeMessage } = require('@nostr-relay/core');

class MemoryRepository extends EventRepository {
  events = new Map();
  isSearchSupported = () => false;
  upsert(event) {
    const isDuplicate = this.events.has(event.id);
    this.events.set(event.id, event);
    return { isDuplicate };
  }
  find(filter) {
    const matching = [...this.events.values()].filter((event) => matchFilter(filter, event));
    return matching.sort((one, other) => other.created_at - one.created_at).slice(0, filter.limit ?? 500);
  }
  async deleteByDeletionRequest({ pubkey, tags }) {
    for (const [name, id] of tags) if (name === 'e' && this.events.get(id)?.pubkey === pubkey) this.events.delete(id);
  }
  async destroy() {}
}

const port = Number(process.env.PORT);
const relay = new NostrRelay(new MemoryRepository(), {
  hostname: '127.0.0.1',
  eventHandlingResultCacheTtl: 0,
  filterResultCacheTtl: 0,
});
new WebSocketServer({ port, host: '127.0.0.1' }).on('connection', (socket) => {
  relay.handleConnection(socket);
  socket.on('message', (data) => {
    try {
      void relay.handleMessage(socket, JSON.parse(data.toString()));
    } catch (error) {
      socket.send(JSON.stringify(createOutgoingNoticeMessage?.(String(error)) ?? ['NOTICE', String(error)]));
    }
  });
  socket.on('close', () => relay.handleDisconnect(socket));
});
