import { expiringDeletion } from '../../../fixtures/canary/clean-up.ts';
import type { Environment } from '../../../fixtures/config/environment.ts';
import type { Settings } from '../../../fixtures/config/settings.ts';
import { secretTexts } from '../../../fixtures/evidence/secrets.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { until } from '../../ground/until.ts';
import { startHistory, type History } from '../../load/history.ts';
import { ledgerOf } from '../../load/ledger.ts';
import type { DrillStand } from '../drill.ts';
import { askFor, startAsking, type Asker, type Question } from './asking.ts';
import { startCanary, type DeployedCanary } from './canary.ts';
import type { Runner } from './command.ts';
import { startListener, type Listener } from './listener.ts';
import { arrive, membersOf, read, startTalker, type Talker } from './member.ts';
import type { DeployedDrill, DeployedPlan } from './plan.ts';

/** A deployed relay with a little load: members, addresses, probes and the canary. */
export interface DeployedStand extends DrillStand {
  history: History;
  talkers: () => Talker[];
  listeners: () => Listener[];
  questions: Question[];
  /** Undefined where the file switches it off. */
  canary: () => DeployedCanary | undefined;
  /** Those of these events that a member is shown. Throws where she gets no answer. */
  stored: (ids: readonly string[]) => Promise<string[]>;
}

export interface StandOptions {
  plan: DeployedPlan;
  drill: DeployedDrill;
  settings: Settings;
  environment: Environment;
  runner: Runner;
  /** Where the canary's reports go. */
  directory: string;
}

const MS = { listening: 30_000, drain: 15_000, deletion: 10_000 };
const DELETED_AT_ONCE = 100;

/** Prepares what goes on across the fault; nothing is sent before `begin`. */
export function standDeployed(options: StandOptions): DeployedStand {
  const { plan, drill, settings, environment, runner, directory } = options;
  const history = startHistory();
  const members = membersOf(settings);
  const questions = questionsOf(options);
  const everyMs = plan.load.every * 1000;
  const commandMs = drill.budget.command * 1000;
  const askers: Asker[] = [];
  let [talkers, listeners] = [[] as Talker[], [] as Listener[]];
  let canary: DeployedCanary | undefined;
  const stopAll = (all: { stop: () => Promise<void> }[]): Promise<unknown> => Promise.all(all.map((one) => one.stop()));
  return {
    ...{ history, questions },
    talkers: () => talkers,
    listeners: () => listeners,
    canary: () => canary,
    stored: (ids) => read(members[0] ?? neverEmpty(), ids),
    isSteady: async () => {
      const healed = await runner.run(drill.healed, { withinMs: commandMs });
      if (healed.exitCode !== 0) return `healed (${runner.describe(drill.healed)}): ${healed.words}`;
      for (const question of questions) {
        const problem = await question.ask();
        if (problem !== undefined) return `${question.name}: ${problem}`;
      }
      for (const member of members) (await arrive(member)).close();
      return undefined;
    },
    begin: async () => {
      if (plan.load.canary) {
        const prefix = plan.kind === 'production' ? 'PROD' : 'STAGING';
        canary = startCanary({ environment, prefix, directory });
        const { verdict, summary } = await canary.singOnce();
        if (verdict !== 'pass') throw new Error(`the relay canary says ${verdict} before the fault: ${summary}`);
      }
      listeners = members.map((member) => startListener(member, history));
      if (!(await until(() => listeners.every((one) => one.isListening()), MS.listening, 20)))
        throw new Error(`not every member can listen to "${members[0]?.group ?? ''}" before the fault`);
      talkers = members.map((member) => startTalker(member, everyMs, history));
      askers.push(...questions.map((question) => startAsking(question, everyMs, history)));
    },
    quiesce: async () => {
      await Promise.all([stopAll(askers), stopAll(talkers)]);
      const { acknowledged } = ledgerOf(history.deeds, 'publish');
      const isHeard = ({ ids }: Listener): boolean => [...acknowledged].every((id) => ids.has(id));
      await until(() => listeners.every(isHeard), MS.drain, 50);
      await stopAll(listeners);
      await canary?.singOnce();
      await canary?.stop();
    },
    evidence: () => ({}),
    secrets: () => secretTexts(environment),
    end: async () => {
      await Promise.all([stopAll(askers), stopAll(talkers), stopAll(listeners), canary?.stop(0)]);
      history.close();
      for (const talker of talkers) await tidy(talker);
    },
  };

  /** Asks the relay to delete what was said (NIP-09); what it does not delete expires. */
  async function tidy({ name: author, sent }: Talker): Promise<void> {
    const member = members.find((one) => one.name === author);
    if (!member || sent.length === 0) return;
    const connection = await arrive(member).catch(() => undefined);
    while (connection && !connection.closed && sent.length > 0) {
      const deletion = expiringDeletion(member.group, sent.splice(0, DELETED_AT_ONCE));
      await publish(connection, member.key.sign(deletion), { withinMs: MS.deletion });
    }
    connection?.close();
  }
}

function questionsOf({ plan: { http }, drill, settings, runner }: StandOptions): Question[] {
  const health = http.health ?? settings.readinessUrl;
  return [
    ...(health === undefined ? [] : [askFor('health', health)]),
    ...(http.page === undefined ? [] : [askFor('get-page', http.page)]),
    ...drill.probes.map(({ name, run }) => ({
      ...{ name, op: 'probe' },
      ask: async () => {
        const { exitCode, words } = await runner.run(run, { withinMs: drill.budget.command * 1000 });
        return exitCode === 0 ? undefined : words;
      },
    })),
  ];
}

function neverEmpty(): never {
  throw new Error('there is no canary member');
}
