import { existsSync, readFileSync } from 'node:fs';
import type { FullProject } from '@playwright/test';
import type { VisitOutcome } from '../../fixtures/canary/record.ts';
import { DIALECTS, type DialectName } from '../../fixtures/config/streams-words.ts';
import { recordFile, streamsRecordFile } from '../../fixtures/prerequisite.ts';
import type { Walk, WalkOutcome } from '../../fixtures/streams/record.ts';

/** A project of a run: what names its records. */
export type Recorded = Pick<FullProject, 'outputDir' | 'name'>;

/** What stands in a file of a walk: perhaps not all of it. */
export interface WalkRecord extends Partial<Omit<WalkOutcome, 'walk'>> {
  walk?: Partial<Walk>;
}

/** The walks of one dialect; an attempt that has none, or none to make, is undefined. */
export interface Walks {
  dialect: DialectName;
  attempts: (WalkRecord | undefined)[];
}

/** The first look, and the one that confirms. */
const ATTEMPTS = [0, 1];

/** The visits to the relay, of each attempt; undefined where there is none, or half of one. */
export const readVisits = (project: Recorded): (VisitOutcome | undefined)[] =>
  ATTEMPTS.map((retry) => readRecord(recordFile(project, { repeatEachIndex: 0, retry })) as VisitOutcome | undefined);

/** The walks through a streams API, of each dialect that was spoken. */
export const readWalks = (project: Recorded): Walks[] =>
  DIALECTS.map((dialect) => ({
    dialect,
    attempts: ATTEMPTS.map((retry) => {
      const record: WalkRecord | undefined = readRecord(
        streamsRecordFile(project, { repeatEachIndex: 0, retry }, dialect),
      );
      return record && 'notApplicable' in record ? undefined : record;
    }),
  })).filter(({ attempts }) => attempts.some((attempt) => attempt !== undefined));

function readRecord(file: string): object | undefined {
  try {
    if (!existsSync(file)) return undefined;
    const told: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}
