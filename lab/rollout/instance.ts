import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLASSES, type Fault, type RelayChange } from '../faults/fault.ts';
import { relayKey } from '../relay/relay-key.ts';
import { startRelay } from '../relay/start.ts';
import { shareLog } from './shared-log.ts';

/** One instance of the embedded relay as a program: on a log that it shares, with a fault of the catalogue or without. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string', default: '' },
    version: { type: 'string', default: '1.0.0' },
    fault: { type: 'string' },
  },
});

/** What a fault in the relay changes. Throws where there is no such fault, or where it befalls something else. */
async function changeOf(id: string): Promise<RelayChange> {
  const files = CLASSES.map((folder) => join(import.meta.dirname, '../faults', folder, `${id.toLowerCase()}.ts`));
  const file = files.find((each) => existsSync(each));
  if (file === undefined) throw new Error(`--fault: no fault is called ${id}; see lab/faults`);
  const { injection } = ((await import(file)) as { default: Fault }).default;
  if (injection.at !== 'relay') throw new Error(`--fault: ${id} is not in the relay, but ${injection.at}`);
  return injection.relay();
}

const { data: file, version } = values;
const { seams = {}, ...change } = values.fault === undefined ? {} : await changeOf(values.fault);
const log = shareLog(file);
const relay = await startRelay({
  ...{ ...change, version, file, port: Number(values.port), secretKey: relayKey(undefined, file) },
  seams: log.seams(seams),
});
const letGo = await log.follow(relay);

const end = (): void => {
  letGo();
  void relay.stop().then(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
