import type { TestInfo } from '@playwright/test';
import type { Labelled } from '../../../fixtures/canary/record.ts';
import { whereItApplies } from '../../../fixtures/prerequisite.ts';
import { environmentIn } from '../../../fixtures/startup/environment.ts';
import { sayFarewell, type Farewell } from '../../../fixtures/startup/farewell.ts';
import { givenRelay, type GivenRelay } from '../../../fixtures/startup/given.ts';
import { launch, type Launch } from '../../../fixtures/startup/launch.ts';
import { plansFor, type Occasion } from '../../../fixtures/startup/plan.ts';

/** How soon the small relay refuses: soon, on a busy machine too. */
const HURRY = { refuseMs: 3_000, serveMs: 10_000 };

/** The small relay of lab/startup with these defects, described as if it had none. */
function smallRelay(defects: string[]): GivenRelay {
  const words = defects.map((defect) => ` '${defect}'`).join('');
  const options = { command: `exec node lab/startup/defective.mjs${words}`, rules: 'lab/startup/defective.yaml' };
  const relay = givenRelay('local', { command: undefined, rules: undefined }, options);
  if (!relay) throw new Error('no relay was given');
  return relay;
}

/** Starts it for an occasion. */
export async function launchWith(
  defects: string[],
  occasion: Occasion,
  { outputDir }: Pick<TestInfo, 'outputDir'>,
  within = HURRY,
): Promise<Labelled<Launch>[]> {
  const relay = smallRelay(defects);
  const launches: Labelled<Launch>[] = [];
  for (const plan of whereItApplies(plansFor(occasion, relay.rules, within))) {
    const environment = environmentIn(outputDir, relay);
    launches.push({ label: plan.label, exchanged: await launch(plan, { ...relay, environment }) });
  }
  return launches;
}

/** Starts it, lets people write, and tells it to end, which it has to do in so many milliseconds. */
export function farewellWith(
  defects: string[],
  { outputDir }: Pick<TestInfo, 'outputDir'>,
  endMs: number,
): Promise<Farewell> {
  const relay = smallRelay(defects);
  return sayFarewell(
    { admin: undefined, policies: [] },
    { ...relay, environment: environmentIn(outputDir, relay), endMs },
  );
}
