import type { DialectName } from '../../fixtures/config/streams-words.ts';
import { isOfStreams } from '../verdict/streams.ts';
import type { Tallied } from '../verdict/tally.ts';

/** A line of the log. */
export type GroupName = 'ready' | 'relay' | 'streams';

/** A check that has ended, and where the transcript of its last red attempt is. */
export interface Shown extends Tallied {
  transcripts?: string | undefined;
}

/** Checks that are told in one line. `dialect`: of streams, where both kinds of API are looked at. */
export interface Group {
  name: GroupName;
  dialect: DialectName | undefined;
}

const READY = ['canary/relay-answers', 'canary/ready', 'streams/api-answers', 'streams/live', 'streams/ready'];

/** In which line a check is told. */
export function groupOf({ id, dialect }: Pick<Tallied, 'id' | 'dialect'>): Group {
  if (READY.includes(id)) return { name: 'ready', dialect: undefined };
  return isOfStreams(id) ? { name: 'streams', dialect } : { name: 'relay', dialect: undefined };
}

const GREEN: Tallied['outcome'][] = ['pass', 'flaky', 'warned', 'known'];

export const isGreen = ({ outcome }: Pick<Tallied, 'outcome'>): boolean => GREEN.includes(outcome);
