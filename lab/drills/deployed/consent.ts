import type { Command, DeployedPlan } from './plan.ts';

/** What was typed on the command line, and how more is asked for where somebody sits there. */
export interface Typed {
  environment?: string | undefined;
  yesProduction?: string | undefined;
  /** Undefined: there is no terminal. */
  ask?: ((question: string) => Promise<string>) | undefined;
}

const IS_PRODUCTION = /prod|(^|[^a-z])(prd|live)([^a-z]|$)/i;

/** Why an environment counts as production: its kind, or what looks like it; undefined where nothing does. */
export function whyProduction({ kind, environment, relay, http, drills }: DeployedPlan): string | undefined {
  if (kind === 'production') return 'its kind is production';
  const places: [string, string | undefined][] = [
    ['environment', environment],
    ['relay', relay],
    ['http.health', http.health],
    ['http.page', http.page],
    ...drills.flatMap(({ id, fault, proof, noticed, heal, healed, probes }) =>
      Object.entries({ fault, proof, noticed, heal, healed, probes: probes.map(({ run }) => textOf(run)) }).map(
        ([name, command]): [string, string | undefined] => [`${name} of ${id}`, command && textOf(command)],
      ),
    ),
  ];
  const found = places.find(([, text]) => text !== undefined && IS_PRODUCTION.test(text));
  return found && `${found[0]} looks like production (${found[1]?.slice(0, 100) ?? ''})`;
}

const textOf = (command: Command): string => (typeof command === 'string' ? command : command.join(' '));

/** What is to be typed before anything is broken, as flags. */
export const flagsFor = (plan: DeployedPlan): string =>
  [`--environment=${plan.environment}`, ...(whyProduction(plan) ? [`--yes-production=${plan.environment}`] : [])].join(
    ' ',
  );

/** Throws unless the environment's name is typed out: once, and where it may be production twice. */
export async function insistOnConsent(plan: DeployedPlan, { environment, yesProduction, ask }: Typed): Promise<void> {
  const { environment: name } = plan;
  const insist = async (flag: string, typed: string | undefined, why: string): Promise<void> => {
    const answer = typed ?? (await ask?.(`${why} Type its name to go on: `))?.trim();
    if (answer === name) return;
    const problem = answer === undefined ? `is not given. ${why}` : `is "${answer}", which is not that name. ${why}`;
    throw new Error(`${flag}: ${problem} Nothing was done; type ${flagsFor(plan)}, or look first with --dry-run`);
  };
  await insist('--environment', environment, `The environment ${name} is going to be broken.`);
  const why = whyProduction(plan);
  if (why !== undefined)
    await insist('--yes-production', yesProduction, `${name} counts as production: ${why}. Users will feel it.`);
}
