import { availableParallelism } from 'node:os';
import { roundTrip, type LatencyProxy } from '../proxy/latency.ts';
import { starve } from './starve.ts';

/** What a run goes through on its way to a healthy relay, and what has to be undone afterwards. */
interface Circumstances {
  /** As drawn for this run: "240 ms, jitter 130 ms". */
  detail: string;
  end?: () => void;
}

export interface Condition {
  name: string;
  about: string;
  /** How many runs go at once, on the same relay and groups. */
  runsAtOnce: number;
  /** Draws the numbers of one run and puts them into force. */
  begin: (proxy: LatencyProxy, random: () => number) => Circumstances;
}

const between = (random: () => number, least: number, most: number): number =>
  Math.round(least + random() * (most - least));

/** How long a relay that has come up is still slow: its answers are late by half a second at first, then by less and less. */
const SLUGGISH_MS = 3000;
const FIRST_LATENESS_MS = 500;

/** Nothing passes until the relay is ready; then it is slow for some seconds. */
const coldStart =
  (readyAfterMs: number) =>
  (ageMs: number): number =>
    ageMs < readyAfterMs
      ? readyAfterMs - ageMs
      : Math.max(0, FIRST_LATENESS_MS * (1 - (ageMs - readyAfterMs) / SLUGGISH_MS));

export const CONDITIONS: Condition[] = [
  {
    name: 'plain',
    about: 'nothing in the way',
    runsAtOnce: 1,
    begin: (proxy) => {
      proxy.change(() => 0);
      return { detail: '' };
    },
  },
  {
    name: 'far away',
    about: 'a round trip of 50 to 400 ms more, and jitter of up to 400 ms',
    runsAtOnce: 1,
    begin: (proxy, random) => {
      const [ms, jitterMs] = [between(random, 50, 400), between(random, 0, 400)];
      proxy.change(roundTrip(ms, { jitterMs, random }));
      return { detail: `${ms} ms, jitter ${jitterMs} ms` };
    },
  },
  {
    name: 'starved',
    about: 'beside busy processes, one to three for each processor',
    runsAtOnce: 1,
    begin: (proxy, random) => {
      proxy.change(() => 0);
      const processes = between(random, 1, 3) * availableParallelism();
      return { detail: `${processes} busy processes`, end: starve(processes) };
    },
  },
  {
    name: 'cold start',
    about: 'connections are taken, nothing passes for up to 1.5 s, and everything is slow for 3 s more',
    runsAtOnce: 1,
    begin: (proxy, random) => {
      const readyAfterMs = between(random, 100, 1500);
      proxy.change(coldStart(readyAfterMs));
      return { detail: `ready after ${readyAfterMs} ms` };
    },
  },
  {
    name: 'two at once',
    about: 'two runs at the same time, on the same relay and groups',
    runsAtOnce: 2,
    begin: (proxy) => {
      proxy.change(() => 0);
      return { detail: '' };
    },
  },
];
