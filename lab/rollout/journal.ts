import { existsSync, readFileSync } from 'node:fs';

/** The two versions, as HAProxy calls them, whatever they serve: the one that was good, and the one that is rolled out. */
export const SERVERS = { v1: 'relay-1', v2: 'relay-2' } as const;
export type Version = keyof typeof SERVERS;

/** Why HAProxy was pointed somewhere: before it all, by the roll-out, by the gate's rollback command, or by hand afterwards. */
export type Why = 'begin' | 'rollout' | 'rollback' | 'by-hand';

/** A line that point-to.mjs writes. */
interface Note {
  /** Milliseconds since the epoch. */
  atMs: number;
  what: 'called' | 'done';
  why: Why;
  to: string;
  /** What the gate told the command. */
  deployId?: string;
  verdict?: string;
  relayMessage?: string;
}

/** Which version a server of HAProxy is. */
export const versionOf = (server: string): Version => (server === SERVERS.v1 ? 'v1' : 'v2');

/** What was pointed where, in order. */
export const readJournal = (file: string): Note[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Note)
    : [];
