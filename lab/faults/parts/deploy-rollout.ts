import { startHaproxy } from '../../infrastructure/haproxy.ts';
import { relayKey } from '../../relay/relay-key.ts';
import { startRelay } from '../../relay/start.ts';

/** A relay behind HAProxy as a program, for RELAY_COMMAND: which of them goes first at the end, and the file of the data. */
const [first = 'relay', file = ''] = process.argv.slice(2);

const relay = await startRelay({ file, secretKey: relayKey(undefined, file) });
const haproxy = await startHaproxy({ relays: [relay.url], port: Number(process.env['PORT']), isApart: true });
process.once('SIGTERM', () => {
  const [one, other] = first === 'relay' ? [relay, haproxy] : [haproxy, relay];
  void one
    .stop()
    .then(() => other.stop())
    .then(() => process.exit(0));
});
