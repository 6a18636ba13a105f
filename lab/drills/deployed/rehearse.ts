import { flagsFor, whyProduction } from './consent.ts';
import type { Runner } from './command.ts';
import type { DeployedDrill, DeployedPlan } from './plan.ts';

/** What a session would do, command by command in their order; nothing is run. */
export function rehearse(plan: DeployedPlan, drills: DeployedDrill[], { describe }: Runner): string {
  const { environment, kind, relay, http, load } = plan;
  const why = whyProduction(plan);
  const watched = [
    `two members of the canary group talk to ${relay}, a message each every ${load.every} s, and listen`,
    ...(http.health === undefined ? [] : [`GET ${http.health} every ${load.every} s`]),
    ...(http.page === undefined ? [] : [`GET ${http.page} every ${load.every} s`]),
    load.canary ? 'the relay canary runs before, across and after' : 'the relay canary does not run (load.canary)',
  ];
  return [
    `Dry run: environment ${environment}, kind ${kind}${why === undefined ? '' : ` (${why})`}. Nothing is run.`,
    ...drills.flatMap(({ id, title, hypothesis, budget, ...drill }) => {
      const step = (when: string, command: DeployedDrill['fault'] | undefined): string[] =>
        command === undefined ? [] : [`  ${when}: ${describe(command)}`];
      return [
        `${id} ${title}`,
        `  hypothesis: ${hypothesis}`,
        ...step('before, has to exit 0', drill.healed),
        ...watched.map((words) => `  load: ${words}`),
        ...drill.probes.flatMap(({ name, run }) => step(`load, probe ${name}`, run)),
        ...step('before, has to exit other than 0', drill.proof),
        ...step('before, has to exit other than 0', drill.noticed),
        `  noted, for \`npm run game-day -- heal\`: ${describe(drill.heal)}`,
        ...step('fault', drill.fault),
        ...step(`proof, has to exit 0 within ${budget.proof} s`, drill.proof),
        ...step(`noticed, within ${budget.noticed} s`, drill.noticed),
        ...(drill.serves ? [`  members are served again within ${budget.back} s`] : []),
        ...(budget.hold > 0 ? [`  the fault lasts ${budget.hold} s at least`] : []),
        ...step('heal', drill.heal),
        ...step(`healed, within ${budget.whole} s`, drill.healed),
      ];
    }),
    `To do it: ${flagsFor(plan)}`,
  ].join('\n');
}
