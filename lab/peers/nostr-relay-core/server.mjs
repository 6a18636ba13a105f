// The server around @nostr-relay/core, as its README has it, with events in memory. Copied beside its packages.
import { createRequire } from 'node:module';
import { matchFilter } from 'nostr-tools/filter';
import { WebSocketServer } from 'ws';

const require = createRequire(import.meta.url);
const { createOutgoingNoticeMessage, EventRepository, EventUtils } = require('@nostr-relay/common');
const { NostrRelay } = require('@nostr-relay/core');
const { Validator } = require('@nostr-relay/validator');

const byDate = (one, other) => other.created_at - one.created_at || (one.id < other.id ? -1 : 1);

/** Keeps to what its interface asks for (and @nostr-relay/event-repository-sqlite does): the newest version, no more. */
class MemoryRepository extends EventRepository {
  events = new Map();
  isSearchSupported = () => false;
  upsert(event) {
    const [newest, ...older] = [event, ...this.versionsOf(event)].sort(byDate);
    if (this.events.has(event.id) || newest !== event) return { isDuplicate: true };
    for (const { id } of older) this.events.delete(id);
    this.events.set(event.id, event);
    return { isDuplicate: false };
  }
  find(filter) {
    const matching = [...this.events.values()].filter((event) => matchFilter(filter, event));
    return matching.sort(byDate).slice(0, filter.limit ?? 500);
  }
  async deleteByDeletionRequest({ pubkey, tags }) {
    for (const [name, value = ''] of tags)
      for (const event of this.events.values())
        if (event.pubkey === pubkey && (name === 'e' ? event.id : addressOf(event)) === value)
          this.events.delete(event.id);
  }
  async destroy() {}

  versionsOf(event) {
    const address = addressOf(event);
    return address === undefined ? [] : [...this.events.values()].filter((other) => addressOf(other) === address);
  }
}

/** What all versions of an event have in common; undefined where there is only one. */
function addressOf(event) {
  const d = EventUtils.extractDTagValue(event);
  return d === null ? undefined : `${event.kind}:${event.pubkey}:${d}`;
}

const port = Number(process.env.PORT);
const relay = new NostrRelay(new MemoryRepository(), {
  hostname: '127.0.0.1',
  eventHandlingResultCacheTtl: 0,
  filterResultCacheTtl: 0,
});
const validator = new Validator();
new WebSocketServer({ port, host: '127.0.0.1' }).on('connection', (socket) => {
  relay.handleConnection(socket);
  const complain = (error) => socket.send(JSON.stringify(createOutgoingNoticeMessage(error.message)));
  socket.on('message', async (data) => {
    try {
      await relay.handleMessage(socket, await validator.validateIncomingMessage(data));
    } catch (error) {
      complain(error);
    }
  });
  socket.on('close', () => relay.handleDisconnect(socket));
  socket.on('error', complain);
});
