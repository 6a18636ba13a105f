import { mkdirSync, writeFileSync } from 'node:fs';
import { recordFile, streamsRecordFile } from '../../../fixtures/prerequisite.ts';
import type { VisitOutcome } from '../../../fixtures/canary/record.ts';
import type { DialectName } from '../../../fixtures/config/streams-words.ts';
import type { Call, Stream, Walk, WalkOutcome, Writes } from '../../../fixtures/streams/record.ts';
import type { WalkRecord } from '../../../gate/verdict/records.ts';

/** An answer of the API, with what the dialect read in it. */
export const aCall = (part: Partial<Call> = {}): Call => ({
  ...{ what: 'a request', method: 'GET', path: '/api/streams', requestId: 'req_1' },
  answer: { outcome: 'answered', ms: 12, status: 200, headers: {}, body: '{}', certificate: undefined },
  ...part,
});

const SETTLED: Stream = {
  ...{ id: 'stream-1a2b3c4d', recipient: undefined, state: 'ended', isOpen: false, createdAt: undefined },
  hash: '7f3a0c4455667788990011223344556677889900112233445566778899aabbe1',
};

/** What a walk wrote that settled one stream: only the parts that the gate reads. */
export const someWrites = (part: Partial<Writes> = {}): Walk['writes'] => ({
  applies: true,
  value: {
    ...{
      resumed: undefined,
      finished: [],
      leftOpen: { applies: true, value: [] },
      created: aCall({ stream: SETTLED }),
    },
    started: { applies: true, value: aCall() },
    settled: { applies: true, value: aCall({ stream: SETTLED }) },
    ...part,
  } as Writes,
});

/** Parts of a walk, as its record holds them. */
export const aWalk = (part: Partial<Walk> = {}): Partial<Walk> => ({
  ...{ url: 'https://streams.example', dialect: 'frontend', runId: 'r.0', durationMs: 1234 },
  samples: { streamsReady: [3.04], streamsList: [4, 5], streamsCreate: [6], streamsStart: [7], streamsSettle: [8] },
  writes: someWrites(),
  ...part,
});

/** Puts records where a run leaves them. A text is written as it is: half of one, for example. */
export function keepRecords(
  outputDir: string,
  records: {
    project?: string;
    retry?: number;
    dialect?: DialectName;
    visit?: Partial<VisitOutcome>;
    walk?: WalkRecord | { notApplicable: string } | string | undefined;
  },
): { outputDir: string; name: string } {
  const { project: name = 'smoke', retry = 0, dialect = 'frontend', visit, walk } = records;
  const [project, attempt] = [
    { outputDir, name },
    { repeatEachIndex: 0, retry },
  ];
  mkdirSync(outputDir, { recursive: true });
  const keep = (file: string, told: object | string | undefined): void => {
    if (told !== undefined) writeFileSync(file, typeof told === 'string' ? told : JSON.stringify(told));
  };
  keep(recordFile(project, attempt), visit);
  keep(streamsRecordFile(project, attempt, dialect), walk);
  return project;
}

/** What stopped a walk before anything could be judged. */
export const stopped = (side: NonNullable<WalkOutcome['side']>, words = 'HTTP 503 "upstream"'): WalkRecord => ({
  ...{ side, transcript: [] },
  problem: `No answer of the API https://streams.example: ${words}.\n  → Look there.`,
});
