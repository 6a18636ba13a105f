import { writeFileSync } from 'node:fs';
import { readSettings } from '../../fixtures/config/settings.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { signFast } from '../../fixtures/protocol/signing.ts';
import { probeRelay } from '../../fixtures/split-brain/probe.ts';
import { startHaproxy } from '../infrastructure/haproxy.ts';
import { makeScratch } from '../infrastructure/scratch.ts';
import { startCleanUp, type CleanUp } from '../rollout/clean-up.ts';
import { CANARY_GROUP, hex, layGround, type Ground } from './ground.ts';
import { join } from './join.ts';
import { PLANS, type InstancePlan } from './plans.ts';
import { startInstance } from './start-instance.ts';
import type { StartedTopology, StartOptions, Topology } from './topology.ts';

/** Topologies of embedded relays. */
export const EMBEDDED: Topology[] = PLANS.map(({ name, title, isSplit, instances }) => ({
  ...{ name, title, isSplit },
  start: async (options) => startEmbedded(instances, await layGround(), options),
}));

/** Starts instances and HAProxy before them. Throws, with everything stopped and removed again, where one does not come up. */
export async function startEmbedded(
  plans: InstancePlan[],
  ground: Ground,
  options: StartOptions,
): Promise<StartedTopology> {
  const cleanUp = startCleanUp();
  try {
    await signFast();
    return await start({ plans, ground, options }, cleanUp);
  } catch (error) {
    await cleanUp.now();
    throw error;
  }
}

interface Starting {
  plans: InstancePlan[];
  ground: Ground;
  options: StartOptions;
}

/**
 * The second canary member is put into the groups through the first instance when all run, as it happens to every
 * deployment: so a right one has to follow too, and not only to have read the same log at its start.
 */
async function start({ plans, ground, options }: Starting, cleanUp: CleanUp): Promise<StartedTopology> {
  const { file, remove } = makeScratch();
  cleanUp.later(remove);
  writeFileSync(file('events.jsonl'), ground.log);
  writeFileSync(file('relay.key'), `${ground.key}\n`, { mode: 0o600 });
  const starting = plans.map((plan, index) => startInstance({ plan, number: index + 1, ground, file }, cleanUp));
  const relays = await all(starting);
  const newcomer = SecretKey.generate();
  await join(relays[0] ?? '', newcomer, ground);
  const url = await startFront(relays, options, cleanUp);
  const settings = {
    STAGING_RELAY_URL: url,
    STAGING_READINESS_URL: `${url.replace('ws:', 'http:')}/health`,
    STAGING_CANARY_SECRET_KEY: [ground.members[0], newcomer].map(hex).join(','),
    STAGING_CANARY_GROUP: CANARY_GROUP,
    STAGING_ADMIN_SECRET_KEY: hex(ground.admin),
  };
  return { url, settings, probe: () => probeRelay(readSettings('staging', settings)), stop: cleanUp.now };
}

/** What is sticky is HAProxy's own cookie. A client that sends none back is dealt out each time. */
const STICKY = ['cookie SERVED insert indirect nocache dynamic', 'dynamic-cookie-key topologies'];

async function startFront(
  relays: string[],
  { isSticky, balance = 'roundrobin' }: StartOptions,
  cleanUp: CleanUp,
): Promise<string> {
  const chance = balance === 'random' ? ['balance random(1)'] : [];
  const { url, stop } = await startHaproxy({
    relays,
    isApart: true,
    backend: [...chance, ...(isSticky ? STICKY : [])],
  });
  cleanUp.later(stop);
  return url;
}

/** Waits for all, also where one fails, so that nothing comes up after the clean-up. Throws the first problem. */
async function all<Value>(starting: Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(starting);
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason as Error;
    return each.value;
  });
}
