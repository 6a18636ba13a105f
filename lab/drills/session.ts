import { writeFileSync } from 'node:fs';
import { availableParallelism, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { asDocument } from './document.ts';
import { asPicture } from './picture.ts';
import { readLastBefore, readRuns, REPORTS, type SessionRecord } from './record.ts';

/** What a session ran on, in one line. */
export const machine = (): string =>
  `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, kernel ${release()}, Node ${process.versions.node}.`;

/** Puts the runs of a session together: session.json, session.md with its pictures, in its own directory. */
export function closeSession(session: string, startedAt: Date): SessionRecord {
  const record: SessionRecord = {
    session,
    startedAt: startedAt.toISOString(),
    machine: machine(),
    runs: readRuns(session),
  };
  const directory = join(REPORTS, session);
  writeFileSync(join(directory, 'session.json'), JSON.stringify(record, null, 1));
  writeFileSync(join(directory, 'session.md'), asDocument(record, readLastBefore(session)));
  for (const run of record.runs) writeFileSync(join(directory, `${run.result.id}-${run.run}.svg`), asPicture(run));
  return record;
}
