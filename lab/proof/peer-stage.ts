import type { Fault } from '../faults/fault.ts';
import type { Peer } from '../peers/peer.ts';
import { bringUp } from '../peers/visit-peer.ts';
import { startFrameProxy, type FrameProxy } from '../proxy/frames.ts';
import { runProject } from '../run/run-project.ts';
import type { Stage } from './stage.ts';

/** Whether a fault can befall a relay that nobody here wrote: on the way to it, and in the sight of prod-canary. */
export const canBefall = ({ injection, deployment, meant }: Fault): boolean =>
  injection.at === 'wire' && deployment === undefined && meant['prod-canary'] !== undefined;

/** Brings up a real relay behind the proxy that changes frames. Only prod-canary is run against it. */
export async function openPeerStage(peer: Peer, { id, injection }: Fault): Promise<Stage> {
  const reports = `reports/proof/${peer.name}-${id}`;
  let proxy: FrameProxy | undefined;
  const relay = await bringUp(peer, {
    ...{ project: 'prod-canary', reports, tell: () => undefined },
    before: async (port) => {
      proxy = await startFrameProxy(`ws://127.0.0.1:${port}`);
      return Number(new URL(proxy.url).port);
    },
  });
  return {
    look: () => runProject({ project: 'prod-canary', reports, settings: relay.settings }),
    break: () => Promise.resolve(injection.at === 'wire' ? proxy?.change(injection.wire()) : undefined),
    heal: () => Promise.resolve(proxy?.change({})),
    stop: async () => {
      await proxy?.stop();
      await relay.stop();
    },
  };
}
