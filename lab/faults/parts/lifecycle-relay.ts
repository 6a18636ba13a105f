import { relayKey } from '../../relay/relay-key.ts';
import { startRelay } from '../../relay/start.ts';
import { CHANGES, type ChangeName } from './lifecycle-changes.ts';

/** A relay with one change as a program, for RELAY_COMMAND: the name of the change, and the file of its data. */
const [name = 'none', file = ''] = process.argv.slice(2);

const change = CHANGES[name as ChangeName]();
const relay = await startRelay({
  ...change,
  file,
  secretKey: relayKey(undefined, file),
  port: Number(process.env['PORT']),
});
process.once('SIGTERM', () => void relay.stop().then(() => process.exit(0)));
