import { CONDITIONS, type Condition } from './conditions.ts';

/** One call for a relay under a condition: one run, or several at once. `seed` is for what the condition draws. */
export interface Job {
  relay: string;
  condition: Condition;
  seed: number;
}

/** How many runs in a row each relay gets under one condition. */
const RUNS_IN_A_BLOCK = 2;

/**
 * So many runs or a few more, in blocks of one condition each: what goes on at the same time goes on under the same
 * condition. Conditions, relays and what the conditions draw are dealt by `random`.
 */
export function planSoak(runs: number, relays: string[], random: () => number): Job[][] {
  const blocks: Job[][] = [];
  let planned = 0;
  while (planned < runs)
    for (const condition of shuffled(CONDITIONS, random)) {
      const calls = Math.ceil(RUNS_IN_A_BLOCK / condition.runsAtOnce);
      const jobs = Array.from({ length: calls }, () => shuffled(relays, random))
        .flat()
        .map((relay) => ({ relay, condition, seed: Math.floor(random() * 2 ** 32) }))
        .slice(0, Math.ceil((runs - planned) / condition.runsAtOnce));
      planned += jobs.length * condition.runsAtOnce;
      if (jobs.length > 0) blocks.push(jobs);
    }
  return blocks;
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
