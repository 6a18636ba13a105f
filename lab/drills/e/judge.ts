import { until } from '../../ground/until.ts';
import { feltAfter, longestBadRun } from '../../load/gaps.ts';
import { knownAtMs, type Deed } from '../../load/deed.ts';
import { audit, ledgerOf } from '../../load/ledger.ts';
import type { Struck } from '../blow.ts';
import type { Finding } from '../drill.ts';
import { noSilentFailure, within } from '../oracles.ts';
import type { SystemStand } from '../system-stand.ts';
import type { BehindRabbit } from './behind.ts';

const DRAINED_WITHIN_MS = 20_000;

/** Every accepted event comes downstream, sooner or later; some come twice, which at least once allows. */
export async function allArrive({ behind, history }: SystemStand<BehindRabbit>): Promise<Finding> {
  const ledger = ledgerOf(history.deeds, 'publish');
  const { arrivedAtMs } = behind;
  await until(() => [...ledger.acknowledged].every((id) => arrivedAtMs.has(id)), DRAINED_WITHIN_MS, 50);
  const { verdict, lost } = audit(ledger, { stored: arrivedAtMs.keys() });
  const count = ledger.acknowledged.size;
  return {
    oracle: 'every accepted event comes out of the queue',
    outcome: verdict,
    words: lost.length === 0 ? `all ${count} came` : `${lost.length} of ${count} never came`,
    measured: { value: lost.length, budget: 0, unit: 'events' },
  };
}

/** An event that waits longer than this was not published: nobody downstream has it. */
const HANDED_OVER_WITHIN_MS = 2_000;

/** What becomes of events after the users' OK, as somebody downstream sees it. */
function handOvers({ behind, history }: SystemStand<BehindRabbit>): Deed[] {
  return history.deeds
    .filter(({ op, outcome }) => op === 'publish' && outcome === 'acknowledged')
    .map((deed): Deed => {
      const atMs = knownAtMs(deed);
      const tookMs = (behind.arrivedAtMs.get(deed.id ?? '') ?? Infinity) - atMs;
      const isInTime = tookMs <= HANDED_OVER_WITHIN_MS;
      return {
        ...{ atMs, latencyMs: isInTime ? Math.max(0, tookMs) : HANDED_OVER_WITHIN_MS },
        ...{ client: 'relays', op: 'hand-over', outcome: isInTime ? 'acknowledged' : 'failed', words: '' },
      };
    });
}

/** Health is no 200 while events are not handed over. */
export const noSilence = (stand: SystemStand<BehindRabbit>, graceMs: number): Finding => ({
  ...noSilentFailure(
    handOvers(stand),
    stand.history.deeds.filter(({ op }) => op === 'health'),
    graceMs,
  ),
  oracle: 'health says it while events are not handed over',
});

/** So many bad answers in a row, one each five seconds, make the field's probe red. */
export const PROBE = { everyMs: 5_000, redAt: 6 };

/** The field's probe becomes red where the outage is long enough for it, and is green soon after the heal. */
export function judgeProbe({ history }: SystemStand, struck: Struck, backWithinMs: number): Finding[] {
  const probes = history.deeds.filter(({ op }) => op === 'probe');
  const { backMs } = feltAfter(probes, struck.healedAtMs);
  const count = Math.max(0, ...probes.map(({ client }) => badOf(probes, client)));
  const isLong = struck.healedAtMs - struck.struckAtMs > PROBE.everyMs * (PROBE.redAt + 1);
  const words = `${count} bad answers in a row; ${PROBE.redAt} make it red`;
  return [
    within('the probe is green soon after the heal', backMs, backWithinMs),
    ...(isLong
      ? [
          {
            oracle: 'the probe of each 5 s becomes red',
            outcome: count >= PROBE.redAt ? 'pass' : 'fail',
            words,
          } satisfies Finding,
        ]
      : []),
  ];
}

const badOf = (probes: Deed[], client: string): number =>
  longestBadRun(probes.filter((deed) => deed.client === client))?.count ?? 0;

/** An instance that nobody hears complain since the fault is as good as silent; `struckAt` is milliseconds since the epoch. */
export function isLoud({ system }: SystemStand, struckAt: number): Finding {
  const loud = system.instances.map(({ name, node }) => ({
    name,
    line: node
      .said()
      .match(/^.*level=ERROR about=\S*rabbitmq.*$/gm)
      ?.findLast((each) => Date.parse(each.split(' ')[0] ?? '') >= struckAt),
  }));
  const quiet = loud.filter(({ line }) => line === undefined).map(({ name }) => name);
  return {
    oracle: 'every instance says in its log that RabbitMQ fails',
    outcome: quiet.length === 0 ? 'pass' : 'fail',
    words: quiet.length > 0 ? `${quiet.join(', ')} said nothing` : (loud[0]?.line ?? ''),
  };
}
