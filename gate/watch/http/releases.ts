import type { Clock } from '../clock.ts';

/** Remembers when a release was first heard of, by the checksum that Flagger gives it. */
export interface Releases {
  /** The moment (`clock.now()`) at which this checksum was first named; now, where that is this one. */
  firstNamed: (checksum: string) => number;
}

/** Releases that are remembered; the oldest is forgotten first. */
const MOST = 200;

/** Nothing is known of releases at the start of a watch. */
export function makeReleases(clock: Clock): Releases {
  const named = new Map<string, number>();
  return {
    firstNamed: (checksum) => {
      const known = named.get(checksum);
      if (known !== undefined) return known;
      const [oldest] = named.keys();
      if (named.size >= MOST && oldest !== undefined) named.delete(oldest);
      named.set(checksum, clock.now());
      return clock.now();
    },
  };
}
