import { writeFileSync } from 'node:fs';
import { availableParallelism, release, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { asDocument } from './document.ts';
import { readEarlierRuns, readRuns, writeWhole, type SessionRecord } from './record.ts';

/** What a session ran on, in one line. */
export const machine = (): string =>
  `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, kernel ${release()}, Node ${process.versions.node}.`;

interface Closing {
  startedAt: Date;
  isPlanted: boolean;
  environment?: string;
  /** The names of all runs that were to be. */
  expected: string[];
}

/** Puts the runs of a session together: session.json and session.md in its own directory. */
export function closeSession(
  directory: string,
  { startedAt, isPlanted, environment, expected }: Closing,
): SessionRecord {
  const runs = readRuns(directory);
  const record: SessionRecord = {
    session: basename(directory),
    startedAt: startedAt.toISOString(),
    machine: machine(),
    ...(environment !== undefined && { environment }),
    isPlanted,
    runs,
    missing: expected.filter((name) => !runs.some((run) => run.name === name)),
  };
  writeWhole(join(directory, 'session.json'), JSON.stringify(record, null, 1));
  writeFileSync(
    join(directory, 'session.md'),
    asDocument(record, isPlanted ? [] : readEarlierRuns(directory, environment)),
  );
  return record;
}
