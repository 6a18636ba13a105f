import { until } from '../ground/until.ts';
import type { Deed } from '../load/deed.ts';
import type { Figures, Tell } from './drill.ts';
import type { SystemStand } from './system-stand.ts';

/** What is done to a part of the system, and how everybody sees that it is over. */
export interface Blow {
  /** "redis-1, the master, is killed". */
  action: string;
  /** Breaks it. Throws where it did not happen: the proof of the fault is part of it. */
  strike: () => Promise<void>;
  /** Whether whoever watches has noticed, in the words of `noticed`. */
  isNoticed: () => Promise<boolean>;
  noticed: string;
  /** The alerts that have to fire: Redis1Down. None: nothing that is watched can tell. */
  alerts: string[];
  /** "redis-1 is started again". */
  healing: string;
  heal: () => Promise<void>;
  /** Whether everything is as it was before. */
  isHealed: () => Promise<boolean>;
  /** What users do that has to go on: "publish", "put-marker". */
  op: string;
  /** The fault lasts so long at least, in milliseconds, though users are served again. Default 0. */
  holdMs?: number;
  /** Whether users can be served while the fault lasts. Default true. */
  isSurvivable?: boolean;
}

/** When what happened, in milliseconds of the history; undefined: it did not. */
export interface Struck {
  struckAtMs: number;
  noticedAtMs: number | undefined;
  healedAtMs: number;
  wholeAtMs: number | undefined;
  /** The alerts that have to fire, when the last did, and when all were resolved. */
  alerts: string[];
  firedAtMs: number | undefined;
  resolvedAtMs: number | undefined;
}

/** How long the load goes on before the blow and after the healing, and how long each thing is waited for. */
const MS = { before: 2_000, after: 3_000, noticed: 60_000, served: 60_000, whole: 60_000, alert: 60_000 };

/** Strikes when the load runs, waits until it is noticed and users are served again, heals, and waits until all is whole. */
export async function strike(
  { history, alerts, canary }: Pick<SystemStand, 'history' | 'alerts' | 'canary'>,
  blow: Blow,
  tell: Tell,
): Promise<{ struck: Struck; figures: Figures }> {
  const own = (deed: Deed): boolean => deed.op === blow.op;
  const everybodySince = (atMs: number): boolean => {
    const clients = new Set(history.deeds.filter(own).map(({ client }) => client));
    const served = history.deeds.filter((deed) => own(deed) && deed.outcome === 'acknowledged' && deed.atMs > atMs);
    return clients.size > 0 && [...clients].every((client) => served.some((deed) => deed.client === client));
  };
  const beganAtMs = history.now();
  const isUnderLoad = (): boolean => history.now() - beganAtMs > MS.before && everybodySince(beganAtMs);
  if (!(await until(isUnderLoad, MS.served, 50)))
    throw new Error(`not everybody is served before the fault: ${blow.op}`);

  const struckAtMs = history.now();
  const heardBefore = alerts.heard.length;
  const haveSaid = (status: 'firing' | 'resolved'): boolean =>
    blow.alerts.every((alert) =>
      alerts.heard.slice(heardBefore).some((said) => said.alert === alert && said.status === status),
    );
  await blow.strike();
  tell('action', blow.action);
  const saw = async (
    isSo: () => boolean | Promise<boolean>,
    withinMs: number,
    words: string,
  ): Promise<number | undefined> => {
    const isSeen = await until(isSo, withinMs, 20);
    tell(isSeen ? 'observation' : 'gap', isSeen ? words : `not within ${withinMs} ms: ${words}`);
    return isSeen ? history.now() : undefined;
  };
  const isTold = blow.alerts.length > 0;
  const firing = isTold
    ? saw(() => haveSaid('firing'), MS.alert, `Alertmanager says ${blow.alerts.join(', ')}`)
    : undefined;
  const noticedAtMs = await saw(blow.isNoticed, MS.noticed, blow.noticed);
  const since = history.now();
  if (blow.isSurvivable !== false)
    await saw(() => everybodySince(since), MS.served, `everybody is served again (${blow.op})`);
  await until(() => history.now() - struckAtMs >= (blow.holdMs ?? 0), blow.holdMs ?? 0, 50);
  const firedAtMs = await firing;

  const healedAtMs = history.now();
  await blow.heal();
  tell('undo', blow.healing);
  const healedAt = Date.now();
  const resolving = isTold
    ? saw(() => haveSaid('resolved'), MS.alert, 'Alertmanager says that it is resolved')
    : undefined;
  const wholeAtMs = await saw(blow.isHealed, MS.whole, 'everything is as it was before');
  const after = history.now();
  await saw(() => history.now() - after > MS.after && everybodySince(after), MS.served, 'everybody is served');
  const isGreen = (): boolean => canary().songs.some(({ atMs, verdict }) => atMs >= healedAt && verdict === 'pass');
  await saw(isGreen, MS.served, 'a run of the relay canary that began after the healing is green');
  const resolvedAtMs = await resolving;
  const fired = alerts.heard.slice(heardBefore).filter(({ status }) => status === 'firing');
  const figures = {
    ...(noticedAtMs !== undefined && { detectedMs: noticedAtMs - struckAtMs }),
    alerts: new Set(fired.map(({ alert }) => alert)).size,
  };
  const { alerts: meant } = blow;
  return {
    struck: { struckAtMs, noticedAtMs, healedAtMs, wholeAtMs, alerts: meant, firedAtMs, resolvedAtMs },
    figures,
  };
}
