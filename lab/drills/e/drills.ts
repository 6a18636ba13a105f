import { alertOf } from '../../components/alerts/rules.ts';
import { until } from '../../ground/until.ts';
import { probeHealth } from '../../load/http/callers.ts';
import type { Rabbit } from '../../components/rabbitmq/start.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { HEALTH_ALERT, standSystem, type SystemStand } from '../system-stand.ts';
import { startBehind, type BehindRabbit, type Weakness } from './behind.ts';
import { allArrive, isLoud, judgeProbe, noSilence, PROBE } from './judge.ts';
import { outageSeconds } from './outage.ts';

type Fault = 'stop' | 'freeze' | 'hang' | 'full';

const DONE: Record<Fault, string> = {
  ...{ stop: 'stopped', freeze: 'frozen', hang: 'frozen and then killed' },
  full: 'left without room on its disk',
};

/** Seconds that it is away; `stop` is what OUTAGE_SECONDS sets. */
const AWAY_SECONDS: Record<Fault, number> = { stop: outageSeconds(), freeze: 12, hang: 10, full: 10 };

/** RabbitMQ hangs for so long before it is killed: what was sent to it meanwhile is nowhere. */
const HANGS_MS = 3_000;

const BACK_MS = 60_000;

/** RabbitMQ goes for a while: users notice nothing, health says so, nothing is lost, and all is well again soon after. */
export function drillE(id: `E${number}`, fault: Fault, weakness?: Weakness): Drill<SystemStand<BehindRabbit>> {
  let [struck, struckAt]: [Struck | undefined, number] = [undefined, 0];
  const awayMs = AWAY_SECONDS[fault] * 1_000;
  const budget: Budget = { noticed: 10_000, back: awayMs + BACK_MS, whole: BACK_MS, silence: 8_000 };
  return {
    ...{ id, letter: 'E', runbook: 'docs/runbooks/rabbitmq.md', deadlineMs: 240_000 + 2 * awayMs },
    title: `RabbitMQ: ${DONE[fault]}, away for ${AWAY_SECONDS[fault]} s`,
    hypothesis: 'no health is 200 while events are not handed over, no message is lost, and all is back within 60 s',
    start: (ground) =>
      standSystem(ground, {
        behind: (under) => startBehind(under, { weakness, hasSmallDisk: fault === 'full' }),
        clients: (calling, behind) => {
          behind.listen(calling.history);
          return [probeHealth({ ...calling, everyMs: PROBE.everyMs })];
        },
      }),
    method: async (stand, tell) => {
      const { rabbit } = stand.behind;
      const faults: Record<Fault, () => Promise<void>> = {
        stop: () => rabbit.stopGracefully(),
        freeze: () => rabbit.node.freeze(),
        hang: () => hangAndDie(stand),
        full: () => Promise.resolve(void rabbit.disk?.fill()),
      };
      struckAt = Date.now();
      const done = await strike(
        stand,
        {
          ...{ op: 'publish', action: `RabbitMQ is ${DONE[fault]}`, alerts: [alertFor(fault)] },
          ...{ strike: faults[fault], noticed: 'health is 200 no more, four times in a row' },
          isNoticed: () => Promise.resolve(isUnwell(stand)),
          holdMs: awayMs,
          ...HEALING[fault](rabbit),
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => {
      if (!struck) throw new Error('the method did not come to its end');
      const arrived = await allArrive(stand);
      const findings = await judgeMessages(stand, struck, budget, figures);
      Object.assign(figures, { lost: (figures.lost ?? 0) + (arrived.measured?.value ?? 0) });
      return [
        ...findings,
        ...[arrived, noSilence(stand, budget.silence), isLoud(stand, struckAt)],
        ...judgeProbe(stand, struck, BACK_MS),
      ];
    },
  };
}

interface Healing {
  healing: string;
  heal: () => Promise<void>;
}

const started = ({ node }: Rabbit): Healing => ({ healing: 'RabbitMQ is started', heal: () => node.start() });

const HEALING: Record<Fault, (rabbit: Rabbit) => Healing> = {
  ...{ stop: started, hang: started },
  freeze: ({ node }) => ({ healing: 'RabbitMQ is thawed', heal: () => node.thaw() }),
  full: ({ node, disk }) => ({
    healing:
      'there is room on its disk again, and it is started anew: its message store may have ended for want of room',
    heal: async () => {
      disk?.empty();
      await node.stop();
      await node.start();
    },
  }),
};

/** A broker without room answers everybody and takes nothing: only the health of those who publish tells of it. */
const alertFor = (fault: Fault): string => (fault === 'full' ? HEALTH_ALERT : alertOf('rabbitmq'));

const isUnwell = ({ history }: SystemStand): boolean =>
  history.deeds
    .filter(({ op }) => op === 'health')
    .slice(-4)
    .every(({ outcome }) => outcome !== 'acknowledged');

async function hangAndDie({ behind: { rabbit }, history }: SystemStand<BehindRabbit>): Promise<void> {
  const sinceMs = history.now();
  await rabbit.node.freeze();
  const isLongEnough = (): boolean => history.now() - sinceMs > HANGS_MS;
  await until(isLongEnough, 2 * HANGS_MS, 50);
  await rabbit.node.kill();
}
