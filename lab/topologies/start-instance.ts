import { copyFileSync, writeFileSync } from 'node:fs';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { startProgram } from '../infrastructure/program.ts';
import type { CleanUp } from '../rollout/clean-up.ts';
import { hex, type Ground } from './ground.ts';
import type { InstancePlan } from './plans.ts';

interface InstanceOptions {
  plan: InstancePlan;
  /** Counts from 1. */
  number: number;
  ground: Ground;
  /** The path of a file of this topology. `events.jsonl`, the common log, and `relay.key` are there. */
  file: (name: string) => string;
}

/** Variables of this process that would make an instance another one: what a platform says of us, and our own relay's. */
const isOurs = (name: string): boolean => /^(FLY_|PYRYCODE_RELAY_|RELAY_SECRET_KEY_FILE$)/.test(name);

/** Starts an instance as a process; resolves to where it listens, and throws with its words where it does not. */
export async function startInstance(
  { plan, number, ground, file }: InstanceOptions,
  cleanUp: CleanUp,
): Promise<string> {
  if (plan.isGone) return `ws://127.0.0.1:${await freePort()}`;
  const data = plan.hasOwnStore ? file(`events-${number}.jsonl`) : file('events.jsonl');
  if (plan.hasOwnStore) copyFileSync(file('events.jsonl'), data);
  const key = plan.hasOwnKey ? file(`relay-${number}.key`) : file('relay.key');
  if (plan.hasOwnKey) writeFileSync(key, `${hex(SecretKey.generate())}\n`);
  const port = await freePort();
  const odd = oddities(plan, ground);
  const common = [`--port=${port}`, `--data=${data}`];
  const program =
    odd.length > 0
      ? ['lab/topologies/instance.ts', ...common, ...odd]
      : ['lab/relay/main.ts', ...common, ...(plan.hasOwnStore ? [] : ['--shared'])];
  const { stop } = await startProgram({
    ...{ program: 'env', port, isApart: true },
    arguments: [
      ...Object.keys(process.env).flatMap((name) => (isOurs(name) ? ['-u', name] : [])),
      ...[`RELAY_SECRET_KEY_FILE=${key}`, process.execPath, '--import', 'tsx', ...program],
    ],
  });
  cleanUp.later(stop);
  return `ws://127.0.0.1:${port}`;
}

const oddities = (plan: InstancePlan, { members }: Ground): string[] => [
  ...(plan.hasNoFanOut ? ['--no-fan-out'] : []),
  ...(plan.hasStaleMembership ? ['--no-membership'] : []),
  ...(plan.lacksMember ? [`--lost-member=${members[0].pubkey}`] : []),
  ...(plan.knowsNoChallenge ? ['--unknown-challenges'] : []),
  ...(plan.version === undefined ? [] : [`--version=${plan.version}`]),
];
