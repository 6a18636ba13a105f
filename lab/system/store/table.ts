import type { NostrEvent } from '../../../fixtures/protocol/event.ts';

/** A row of the table of events. The numbers rise in the order of the commits; there may be gaps. */
export interface Row {
  seq: number;
  event: NostrEvent;
}

/** The store was asked and refused what is in the event itself: to try again is useless. */
export class Unstorable extends Error {}

/** The store certainly did not take it: there was no connection, or it refuses writes for now. */
export class NotTaken extends Error {}

/** The events that all instances share. */
export interface Table {
  /**
   * All of these, in this order, or none. Resolves when they are committed; an event that is there already is fine. `isRetry`: they
   * may be there. Throws Unstorable or NotTaken; after any other error it is not known whether they are there.
   */
  append: (events: NostrEvent[], isRetry: boolean) => Promise<void>;
  /** Rows with a higher number, in order, at most `limit`. */
  after: (seq: number, limit: number) => Promise<Row[]>;
  /** Writes something, and throws where that fails. */
  prove: () => Promise<void>;
}
