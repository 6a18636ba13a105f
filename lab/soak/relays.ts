import { rmSync } from 'node:fs';
import { basicKhatru } from '../peers/basic-khatru/peer.ts';
import type { Peer } from '../peers/peer.ts';
import { relyAuth } from '../peers/rely-auth/peer.ts';
import { bringUp } from '../peers/visit-peer.ts';
import { startLatencyProxy, type LatencyProxy } from '../proxy/latency.ts';

const embedded: Peer = {
  name: 'embedded',
  build: 'embedded',
  about: 'the embedded relay',
  groups: 'canary,canary-private:private',
  install: () => Promise.resolve(),
  command: (_directory, port) => ({
    file: process.execPath,
    arguments: ['--import', 'tsx', 'lab/relay/main.ts', `--port=${port}`],
    env: {},
  }),
};

/** The healthy relays that are visited over and over. */
export const RELAYS: Peer[] = [embedded, basicKhatru, relyAuth];

/** A relay that is up and provisioned, behind a proxy of its own. */
export interface SoakedRelay {
  name: string;
  proxy: LatencyProxy;
  settings: Record<string, string>;
  stop: () => Promise<void>;
}

/** Starts one relay of this name. */
export async function startSoakedRelay(name: string, tell: (line: string) => void): Promise<SoakedRelay> {
  const peer = RELAYS.find((relay) => relay.name === name);
  if (!peer) throw new Error(`No relay is called ${name}`);
  const reports = `reports/soak/${name}`;
  let proxy: LatencyProxy | undefined;
  const relay = await bringUp(peer, {
    project: 'prod-canary',
    reports,
    tell: () => undefined,
    before: async (port) => (proxy = await startLatencyProxy(port, 0)).port,
  });
  if (!proxy) throw new Error('unreachable: the proxy stands before the relay is started');
  rmSync(reports, { recursive: true, force: true });
  tell(`${name} is up at ${relay.settings['PROD_RELAY_URL'] ?? ''}: ${peer.about}`);
  const { stop } = proxy;
  return {
    ...{ name, proxy, settings: relay.settings },
    stop: async () => {
      await Promise.all([stop(), relay.stop()]);
    },
  };
}
