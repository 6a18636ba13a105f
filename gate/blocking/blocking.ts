import { readFileSync } from 'node:fs';
import type { Promised } from '../../fixtures/canary/promises.ts';
import { isOfStreams } from '../verdict/streams.ts';
import type { TargetProject } from '../verdict/names.ts';

/** One blocking check of a project. */
interface Blocking {
  /** The requirement. */
  check: string;
  /**
   * Demanded only of a deployment that promises this by its settings; `observed`: of none, but red is red. Where it is
   * absent, the check has to run and pass everywhere.
   */
  where?: Promised | 'observed';
}

/** A project's list, as it stands in gate/blocking/PROJECT.json. */
export interface BlockingList {
  /** What a red check means that is not listed. */
  others: 'degrade' | 'fail';
  blocking: Blocking[];
}

/** Reads the checked-in list of a project. */
export function readBlocking(project: TargetProject): BlockingList {
  const file = new URL(`${project}.json`, import.meta.url);
  const { include, others, blocking } = JSON.parse(readFileSync(file, 'utf8')) as BlockingList & {
    include?: TargetProject;
  };
  const included = include === undefined ? [] : readBlocking(include).blocking;
  return { others, blocking: [...included, ...blocking] };
}

/** The checks that have to run and pass, for a deployment with these promises; without a relay, those of streams. */
export const demanded = ({ blocking }: BlockingList, promises: Promised[], hasRelay = true): string[] =>
  blocking
    .filter(({ where }) => where === undefined || (where !== 'observed' && promises.includes(where)))
    .map(({ check }) => check)
    .filter((check) => hasRelay || isOfStreams(check));
