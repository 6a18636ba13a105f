import { PREFIX, SETTINGS } from '../../fixtures/config/names.ts';
import type { Fault, Place, Watch } from '../faults/fault.ts';
import { startFrameProxy } from '../proxy/frames.ts';
import { startLabRelay, type LabRelay } from '../run/lab-relay.ts';
import type { ProjectRun } from '../run/run-project.ts';
import { stageStreamsApi } from './streams-api.ts';
import { runWatch, type MeantCheck } from './watch.ts';

/** A healthy deployment that a fault can befall. */
export interface Stage {
  /** Runs a project against it as it is at the moment: see `runWatch`. */
  look: (watch: Watch, checks: MeantCheck[]) => Promise<ProjectRun>;
  break: () => Promise<void>;
  heal: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A stage with the embedded relay. */
export interface OwnStage extends Stage {
  relay: LabRelay;
  /** What a run of this project has to be told at the moment. */
  environment: (watch: Watch) => Record<string, string>;
}

/** Brings up the deployment of a fault, healthy, with the embedded relay. */
export async function openStage({ deployment = {}, injection }: Fault): Promise<OwnStage> {
  const relay = await startLabRelay(deployment.relay);
  let place: Place = {};
  const move = async (next: Promise<Place> | undefined): Promise<void> => {
    await place.stop?.();
    place = {};
    place = (await next) ?? {};
  };
  const proxy = injection.at === 'wire' ? await startFrameProxy(relay.url) : undefined;
  if (proxy) place = { url: proxy.url, stop: proxy.stop };
  if (injection.at === 'infrastructure') await move(injection.healthy?.(relay));
  const streamsApi =
    injection.at === 'streams' ? await stageStreamsApi(injection.dialect, deployment.streams) : undefined;
  const environment = (watch: Watch): Record<string, string> => ({
    ...withPrefix({ ...deployment.environment, ...place.environment, ...streamsApi?.environment }, watch),
    ...(place.url !== undefined && withPrefix({ RELAY_URL: place.url }, watch)),
  });
  return {
    relay,
    environment,
    look: (watch, checks) => runWatch(relay, watch, checks, environment(watch)),
    break: async () => {
      if (injection.at === 'relay') await relay.restart(injection.relay());
      if (injection.at === 'wire') proxy?.change(injection.wire());
      if (injection.at === 'infrastructure') await move(injection.broken(relay));
      if (injection.at === 'streams') await streamsApi?.restart(injection.streams());
    },
    heal: async () => {
      if (injection.at === 'relay') await relay.restart({});
      proxy?.change({});
      await streamsApi?.restart({});
      if (injection.at !== 'infrastructure') return;
      await move(undefined);
      await relay.restart({});
      await move(injection.healthy?.(relay));
    },
    stop: async () => {
      await place.stop?.();
      await streamsApi?.stop();
      await relay.stop();
    },
  };
}

/** Settings get the prefix of the target that the project reads; other variables stay as they are. */
const withPrefix = (environment: Record<string, string>, watch: Watch): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name in SETTINGS ? `${PREFIX[watch === 'prod-canary' ? 'prod' : 'staging']}_${name}` : name,
      value,
    ]),
  );
