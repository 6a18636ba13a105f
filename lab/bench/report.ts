import type { Timing } from './measure.ts';

/** What was promised: b at most 1.35 × a; c at most b and seven round trips. */
const MOST_TIMES_EMPTY = 1.35;
const MOST_ROUND_TRIPS = 7;

/** Prints the table and whether the targets are met. */
export function report(timings: Map<string, Timing>, roundTripMs: number): boolean {
  const median = (name: string): number => timings.get(name)?.median ?? NaN;
  const rows = [...timings].map(([name, { min, median: middle, max }]) => [
    name,
    { 'min ms': Math.round(min), 'median ms': Math.round(middle), 'max ms': Math.round(max) },
  ]);
  console.table(Object.fromEntries(rows));
  const verdicts = ['', ' through npx'].flatMap((how) => {
    const [a, b, c] = [
      median(`a${how || ': empty test'}`),
      median(`b${how || ': prod-canary'}`),
      median(how ? `c${how}` : 'c: prod-canary, 100 ms away'),
    ];
    const [times, trips] = [b / a, (c - b) / roundTripMs];
    return [
      { isMet: times <= MOST_TIMES_EMPTY, text: `b${how} is ${times.toFixed(2)} × a (at most ${MOST_TIMES_EMPTY})` },
      {
        isMet: trips <= MOST_ROUND_TRIPS,
        text: `c${how} is b and ${trips.toFixed(1)} round trips (at most ${MOST_ROUND_TRIPS})`,
      },
    ];
  });
  for (const { isMet, text } of verdicts) console.log(`${isMet ? 'met    ' : 'MISSED '} ${text}`);
  return verdicts.every(({ isMet }) => isMet);
}
