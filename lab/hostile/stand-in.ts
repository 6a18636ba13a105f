import type { Applicable, Visit } from '../../fixtures/canary/record.ts';
import type { proves } from '../../fixtures/requirements/proves.ts';

/**
 * What the canary's specs import instead of fixtures/index.ts in the lab (hooks.mjs): their checks and matchers are the
 * real ones, only nobody starts a Playwright for each session. The samples with the real command show that it agrees.
 */
export const { expect } = await import('../../fixtures/matchers/index.ts');
export { proves } from '../../fixtures/requirements/proves.ts';

/** One check of the canary. */
export interface RealCheck {
  requirement: string;
  run: (visit: Visit) => void | Promise<void>;
}

export const CHECKS: RealCheck[] = [];

type Body = (fixtures: { visit: Visit }) => void | Promise<void>;

/** Takes a check down instead of running it. */
export const test = Object.assign(
  (title: string, { annotation }: ReturnType<typeof proves>, body: Body): void => {
    const notes = annotation === undefined ? [] : Array.isArray(annotation) ? annotation : [annotation];
    const requirement = notes.find(({ type }) => type === 'requirement')?.description ?? title;
    CHECKS.push({ requirement, run: (visit) => body({ visit }) });
  },
  {
    describe: (_title: string, ...rest: [() => void] | [object, () => void]): void =>
      rest.at(-1) && (rest.at(-1) as () => void)(),
  },
);

export class NotApplicable extends Error {}

export function whereItApplies<Value>(part: Applicable<Value>): Value {
  if (part.applies) return part.value;
  throw new NotApplicable(part.because);
}
