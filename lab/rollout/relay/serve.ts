import { relayKey } from '../../relay/relay-key.ts';
import { startRelay } from '../../relay/start.ts';
import { faultOf } from '../fault-of.ts';
import type { InstanceOptions } from '../instance.ts';
import { shareLog } from './shared-log.ts';

/** Starts the embedded relay on a log that it shares. Returns how to stop it. */
export async function serveRelay(options: InstanceOptions): Promise<() => Promise<void>> {
  const { data: file, version, fault, port } = options;
  const { seams = {}, ...change } = fault === undefined ? {} : (await faultOf(fault, 'relay')).relay();
  const log = shareLog(file);
  const relay = await startRelay({
    ...{ ...change, version, file, port: Number(port), secretKey: relayKey(undefined, file) },
    seams: log.seams(seams),
  });
  const letGo = await log.follow(relay);
  return () => {
    letGo();
    return relay.stop();
  };
}
