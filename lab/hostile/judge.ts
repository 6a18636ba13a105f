import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { VisitOutcome } from '../../fixtures/canary/record.ts';
import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import type { Outcome } from '../run/results.ts';

/** How each check of the canary judged a visit, by requirement. */
export type Verdicts = Record<string, Outcome>;

const FOLDERS = ['tests/before-all', 'tests/canary'];

/** Loads the real checks of the canary, and gives what judges a visit with them. */
export async function loadJudge(): Promise<(outcome: VisitOutcome) => Promise<Verdicts>> {
  register('./hooks.mjs', import.meta.url);
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.spec.ts')))
      await import(pathToFileURL(`${folder}/${file}`).href);
  const { CHECKS, NotApplicable } = await import('./stand-in.ts');
  const mere = new Set(readRequirements().flatMap(({ id, level }) => (level === 'SHOULD' ? [id] : [])));
  return async ({ visit }) => {
    const verdicts: Verdicts = {};
    for (const [index, { requirement, run }] of CHECKS.entries()) {
      try {
        if (!visit) verdicts[requirement] = index === 0 ? 'red' : 'did not run';
        else await run(visit);
        verdicts[requirement] ??= 'green';
      } catch (error) {
        if (error instanceof NotApplicable) verdicts[requirement] = 'not applicable';
        else verdicts[requirement] = mere.has(requirement) ? 'warned' : 'red';
      }
    }
    return verdicts;
  };
}
