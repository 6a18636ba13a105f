/** What became of a deed. `ambiguous`: it was sent, and nobody said what became of it; it may have been done. */
export const OUTCOMES = ['acknowledged', 'failed', 'ambiguous'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Something that a client wanted done, each tried once. */
export interface Deed {
  /** When it was begun, and how long it took until its outcome was known; milliseconds since the session began. */
  atMs: number;
  latencyMs: number;
  client: string;
  /** "publish", "health", "put-marker", "get-medium". */
  op: string;
  outcome: Outcome;
  /** Of whoever refused, or what happened to the connection; empty where it was done. */
  words: string;
  /** What was written: of an event, a marker, a medium. Unique in the session. Reads have none. */
  id?: string;
  /** Of HTTP. */
  status?: number;
}

/** How an event came to a listener: by itself, in what it fetched after a lost connection, or only when asked for in the end. */
export type How = 'live' | 'fetched' | 'asked';

/** A listener was shown an event. */
export interface Heard {
  atMs: number;
  client: string;
  id: string;
  how: How;
}

/** When a deed's outcome was known. */
export const knownAtMs = ({ atMs, latencyMs }: Deed): number => atMs + latencyMs;
