/** What can become of a deed. `failed`: the API said that it could not; `unanswered`: nobody said anything. */
export const OUTCOMES = ['done', 'refused', 'failed', 'unanswered'] as const;
type DeedOutcome = (typeof OUTCOMES)[number];

/** What the books say afterwards, whatever was answered: it is not there, or it was paid more than once. */
export const HARMS = ['lost', 'paid-twice'] as const;
export type Harm = (typeof HARMS)[number];

/** What somebody wanted to have done: a message posted, a stream settled. Each is tried once. */
export interface Deed {
  who: string;
  /** Of the message, or of the stream; empty where there never was one. */
  id: string;
  /** When it was begun, and when it was known what became of it; milliseconds since the epoch. */
  atMs: number;
  answeredAtMs: number;
  outcome: DeedOutcome;
  /** The words of whoever refused, or what happened to the connection; empty where it was done. */
  words: string;
  /** Whether a second look agreed, right afterwards; undefined where there was none. */
  isConfirmed: boolean | undefined;
  /** Known when all is over; undefined: none. */
  harm?: Harm;
}

/** A real user, who does the same all the time. */
export interface Person {
  name: string;
  /** What became of the deeds, in the order of their answers. */
  deeds: Deed[];
  /** Begins nothing more; resolves when the last deed has its answer. */
  stop: () => Promise<void>;
}

/** Done, and nothing wrong with it. */
export const isRight = ({ outcome, harm }: Deed): boolean => outcome === 'done' && harm === undefined;
