import { startRabbit, type Rabbit } from '../../components/rabbitmq/start.ts';
import type { Ground } from '../../ground/ground.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { standSystem, type Backing, type SystemStand } from '../system-stand.ts';

interface BehindRabbit extends Backing {
  rabbit: Rabbit;
}

type Weakness = 'no heartbeat' | 'no confirms';

async function startBehind(ground: Ground, weakness: Weakness | undefined): Promise<BehindRabbit> {
  const rabbit = await startRabbit(ground, weakness === 'no heartbeat' ? { heartbeatSeconds: 0 } : {});
  return {
    rabbit,
    backends: { rabbitmq: { url: rabbit.url, hasConfirms: weakness !== 'no confirms' } },
    nodes: [rabbit.node],
    isSteady: () => Promise.resolve(rabbit.node.isAlive() ? undefined : 'RabbitMQ does not run'),
    stop: () => rabbit.stop(),
  };
}

const DONE = { kill: 'killed', stop: 'stopped', freeze: 'frozen' } as const;

/** Seconds that RabbitMQ is away. The drill of the field has 60; a session on each change need not wait so long. */
const OUTAGE_SECONDS = Number(process.env['OUTAGE_SECONDS'] ?? 20);

const BUDGET: Budget = { noticed: 10_000, back: OUTAGE_SECONDS * 1_000 + 60_000, whole: 60_000, silence: 8_000 };

/** RabbitMQ goes for a while: health says so, nothing is lost, and all is well again soon after. */
export function drillE(
  id: `E${number}`,
  fault: keyof typeof DONE,
  weakness?: Weakness,
): Drill<SystemStand<BehindRabbit>> {
  let struck: Struck;
  return {
    ...{ id, letter: 'E', runbook: 'docs/runbooks/rabbitmq.md', deadlineMs: 300_000 },
    title: `RabbitMQ: ${DONE[fault]} for ${OUTAGE_SECONDS} s`,
    hypothesis: 'no health is 200 while publishing fails, no message is lost, and all is back within 60 s',
    start: (ground) => standSystem(ground, { behind: (under) => startBehind(under, weakness) }),
    method: async (stand, tell) => {
      const { rabbit } = stand.behind;
      const isUnwell = (): boolean => {
        const { deeds } = stand.history;
        return deeds
          .filter(({ op }) => op === 'health')
          .slice(-4)
          .every(({ outcome }) => outcome !== 'acknowledged');
      };
      const act = {
        kill: () => rabbit.node.kill(),
        stop: () => rabbit.stopGracefully(),
        freeze: () => rabbit.node.freeze(),
      };
      const done = await strike(
        stand,
        {
          ...{
            op: 'publish',
            action: `RabbitMQ is ${DONE[fault]}`,
            noticed: 'health is 200 no more, four times in a row',
          },
          strike: act[fault],
          isNoticed: () => Promise.resolve(isUnwell()),
          ...{ isSurvivable: false, holdMs: OUTAGE_SECONDS * 1_000 },
          healing: fault === 'freeze' ? 'RabbitMQ is thawed' : 'RabbitMQ is started',
          heal: () => (fault === 'freeze' ? rabbit.node.thaw() : rabbit.node.start()),
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: (stand, figures) => judgeMessages(stand, struck, BUDGET, figures),
  };
}
