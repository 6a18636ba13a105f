import { readFileSync } from 'node:fs';
import type { Network } from '../../streams-api/network.ts';
import type { User } from '../../streams-api/seams.ts';
import { startStreamsApi } from '../../streams-api/start.ts';
import { faultOf } from '../fault-of.ts';
import type { InstanceOptions } from '../instance.ts';

/** What a deployment says that was pointed at the chain where money moves. Nobody here asks that server anything. */
const MAINNET: Network = {
  name: 'mainnet',
  passphrase: 'Public Global Stellar Network ; September 2015',
  horizonUrl: 'https://horizon.stellar.org',
};

/** Starts the embedded streams API on a file of its own. Returns how to stop it. */
export async function serveStreamsApi(options: InstanceOptions): Promise<() => Promise<void>> {
  const { data: file, port, users, fault, network } = options;
  const change = fault === undefined ? {} : (await faultOf(fault, 'streams')).streams();
  const api = await startStreamsApi({
    ...{ dialect: 'frontend', file, port: Number(port), chain: { latencyMs: Number(options['settle-ms']) } },
    users: JSON.parse(readFileSync(users, 'utf8')) as User[],
    ...(network === 'mainnet' && { network: MAINNET }),
    ...change,
  });
  return api.stop;
}
