import { join } from 'node:path';
import { watched, type PACES, type Target } from '../components/alerts/rules.ts';
import { startAlerts, type Alerts } from '../components/alerts/start.ts';
import type { Ground, Node } from '../ground/ground.ts';
import { canaryThrough, type CanaryLoop } from '../load/canary.ts';
import { startHistory, type History } from '../load/history.ts';
import { getPages, watchHealth } from '../load/http/callers.ts';
import { storedInFile } from '../load/stored/in-file.ts';
import { startPeople, type People } from '../load/people/start-people.ts';
import type { Client } from '../load/people/talker.ts';
import type { Backends } from '../system/backends.ts';
import type { HaproxyProfile } from '../system/haproxy.ts';
import { startSystem, type Instance, type Places, type System } from '../system/start-system.ts';
import type { DrillStand } from './drill.ts';

/** The system under drill with its load: people, pages, health and the canary, all through HAProxy. */
export interface SystemStand<Behind extends Backing = Backing> extends DrillStand {
  behind: Behind;
  system: System;
  history: History;
  /** An instance by its name. Throws where there is none. */
  instance: (name: string) => Instance;
  /** Throws before `begin`. */
  people: () => People;
  canary: () => CanaryLoop;
  /** Ids of all events that the store holds. */
  kept: () => Promise<string[]>;
  /** Watches the instances and what stands behind them. */
  alerts: Alerts;
}

/** Real components behind the relays, running. */
export interface Backing {
  backends: Backends;
  /** What is wrong with them; undefined where all is well. */
  isSteady: () => Promise<string | undefined>;
  /** What Prometheus is to look at, each with an alert of its own. */
  watched: Target[];
  /** Ids of all events, asked of the store itself: an instance shows from memory what its store lost. Default: the instances' file. */
  kept?: () => Promise<string[]>;
  /** Their nodes, for the evidence. */
  nodes: Node[];
  stop: () => Promise<void>;
}

interface StandOptions<Behind extends Backing> {
  haproxy?: HaproxyProfile;
  /** Whether the ways from HAProxy to the relays can be made bad. Default: false. */
  hasLinks?: boolean;
  /** Starts what stands behind the relays. Default: nothing, they share a file. */
  behind?: (ground: Ground) => Promise<Behind>;
  /** More clients than people, pages and health. */
  clients?: (calling: Calling, behind: Behind) => Client[];
  /** How soon alerts come. Default: fast, as shipped; slow is the planted weakness. */
  pace?: keyof typeof PACES;
}

/** What clients need to call the system's APIs. */
export interface Calling {
  http: string;
  token: string;
  history: History;
}

/** Starts two instances on a common log behind HAProxy; the load begins when the drill says so. */
export async function standSystem<Behind extends Backing = Backing>(
  ground: Ground,
  { haproxy = 'shipped', pace = 'fast', hasLinks = false, ...options }: StandOptions<Behind>,
): Promise<SystemStand<Behind>> {
  const behind = (await options.behind?.(ground)) ?? (NOTHING as Behind);
  const { system, alerts } = await startBefore(ground, behind, { haproxy, pace, hasLinks }).catch(
    async (error: unknown) => {
      await behind.stop();
      throw error;
    },
  );
  const history = startHistory(join(ground.place('history'), 'history.jsonl'));
  const clients: Client[] = [];
  let [people, canary]: [People | undefined, CanaryLoop | undefined] = [undefined, undefined];
  const calling = { http: system.http, token: system.token, history };
  return {
    ...{ behind, system, history, alerts },
    kept: behind.kept ?? (() => storedInFile(system.file)),
    instance: (name) =>
      begun(
        system.instances.find((each) => each.name === name),
        `${name} is not there`,
      ),
    people: () => begun(people),
    canary: () => begun(canary),
    isSteady: async () => {
      const problem = await behind.isSteady();
      if (problem !== undefined) return problem;
      const active = await alerts.active();
      if (active.length > 0) return `alerts: ${active.join(', ')}`;
      for (const { name } of system.instances) {
        const state = await system.stateOf(name);
        if (state !== 'UP') return `HAProxy says that ${name} is ${state}`;
        const sick = await healthProblem(system, name);
        if (sick !== undefined) return sick;
      }
      return undefined;
    },
    begin: async () => {
      canary = await canaryThrough({ url: system.url, directory: ground.place('canary') });
      people = await startPeople({ url: system.url, history });
      clients.push(getPages(calling), watchHealth(calling), ...(options.clients?.(calling, behind) ?? []));
    },
    quiesce: async () => {
      await canary?.stop();
      await Promise.all(clients.map((client) => client.stop()));
      await people?.stopTalking();
      await people?.drain();
    },
    evidence: () =>
      Object.fromEntries(
        [...system.nodes, ...behind.nodes, ...alerts.nodes].map((node) => [`${node.name}.log`, node.said()]),
      ),
    secrets: () => [system.token, behind.backends.s3?.credentials.secretAccessKey ?? ''],
    end: async () => {
      const gone = await Promise.allSettled([people?.leave(), canary?.stop(0), ...clients.map(({ stop }) => stop())]);
      history.close();
      const ended = await Promise.allSettled([alerts.stop(), system.stop()]);
      ended.push(...(await Promise.allSettled([behind.stop()])));
      const failed = [...gone, ...ended].find((each) => each.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

/** Fires where /api/v1/health, through HAProxy, is no 200. */
export const HEALTH_ALERT = 'SystemUnwell';

/** What stands before the components: the relays with HAProxy, and Prometheus, which watches all. */
async function startBefore(
  ground: Ground,
  behind: Backing,
  { pace, ...options }: Required<Pick<StandOptions<Backing>, 'haproxy' | 'pace' | 'hasLinks'>>,
): Promise<{ system: System; alerts: Alerts }> {
  let starting: Promise<Alerts> | undefined;
  const [system] = await Promise.allSettled([
    startSystem(ground, {
      ...{ ...options, backends: behind.backends },
      placed: (places) => {
        starting = startAlerts(ground, { profile: pace, targets: [...behind.watched, ...targetsAt(places)] });
        starting.catch(() => undefined); // Told below, when the system has come up or not.
      },
    }),
  ]);
  const [alerts] = await Promise.allSettled([starting]);
  if (system.status === 'fulfilled' && alerts.status === 'fulfilled' && alerts.value)
    return { system: system.value, alerts: alerts.value };
  if (system.status === 'fulfilled') await system.value.stop();
  if (alerts.status === 'fulfilled') await alerts.value?.stop();
  throw system.status === 'rejected' ? system.reason : alerts.status === 'rejected' ? alerts.reason : undefined;
}

const targetsAt = ({ http, instances }: Places): Target[] => [
  ...instances.map(({ name, reachedAt }) => watched(name, 'http_2xx', `http://127.0.0.1:${reachedAt}/health`)),
  { alert: HEALTH_ALERT, probe: 'http_2xx', address: `${http}/api/v1/health` },
];

const NOTHING: Backing = {
  ...{ backends: {}, watched: [], nodes: [] },
  isSteady: () => Promise.resolve(undefined),
  stop: () => Promise.resolve(),
};

const begun = <Part>(part: Part | undefined, problem = 'the load has not begun'): Part => {
  if (part === undefined) throw new Error(problem);
  return part;
};

/** What an instance's own health says, past HAProxy. */
async function healthProblem({ instances }: System, name: string): Promise<string | undefined> {
  const port = instances.find((instance) => instance.name === name)?.port ?? 0;
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`, { signal: AbortSignal.timeout(3_000) });
  return answer.ok ? undefined : `${name} says HTTP ${answer.status}: ${(await answer.text()).slice(0, 200)}`;
}
