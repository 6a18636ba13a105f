import { existsSync, readFileSync } from 'node:fs';
import type { FullProject } from '@playwright/test';
import type { Promised } from '../../fixtures/canary/promises.ts';
import type { Visit, VisitOutcome } from '../../fixtures/canary/record.ts';
import { recordFile } from '../../fixtures/prerequisite.ts';
import type { Evidence } from './attribute.ts';
import { samplesOf, type Samples } from './samples.ts';

/** What the visits of one run tell beside the checks. */
export interface RunEvidence {
  relay: string | undefined;
  software: string | undefined;
  version: string | undefined;
  promises: Promised[];
  samples: Samples;
  /** What stopped earlier attempts to talk to the relay, where a later one succeeded. */
  earlier: string[];
  remarks: string[];
  /** Of the visit that belongs to one attempt. */
  of: (retry: number) => Evidence;
}

const MOST_ATTEMPTS = 2;

/** Reads the records of a project's visits: the first one, and the one that confirms. A half-written one counts as none. */
export function readEvidence(project: Pick<FullProject, 'outputDir' | 'name'>): RunEvidence {
  const outcomes = Array.from({ length: MOST_ATTEMPTS }, (_, retry) =>
    readOutcome(recordFile(project, { repeatEachIndex: 0, retry })),
  );
  const visits = outcomes.flatMap((outcome) => outcome?.visit ?? []);
  const [visit] = visits;
  const { software, version } = visit?.information.document ?? {};
  return {
    relay: visit?.url,
    software: asText(software),
    version: asText(version),
    promises: visit?.promises ?? [],
    samples: visit ? samplesOf(visit) : {},
    earlier: outcomes.flatMap(earlierOf),
    remarks: visits.slice(0, 1).flatMap(clockOf),
    of: (retry) => evidenceOf(outcomes[retry] ?? outcomes[0]),
  };
}

function readOutcome(file: string): VisitOutcome | undefined {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VisitOutcome) : undefined;
  } catch {
    return undefined;
  }
}

const evidenceOf = (outcome: VisitOutcome | undefined): Evidence => ({
  problem: outcome?.problem,
  side: outcome?.side,
  clock: outcome?.visit?.clock,
  isLoggedIn: outcome?.visit?.logins.every(({ exchanged }) => exchanged.outcome === 'accepted') ?? false,
});

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 200) : undefined);

const earlierOf = (outcome: VisitOutcome | undefined): string[] =>
  outcome?.visit ? (outcome.earlier ?? []).map((problem) => problem.split('\n')[0] ?? '') : [];

const clockOf = ({ clock }: Visit): string[] =>
  clock ? [`the relay's clock differs from ours by ${clock.skewSeconds} s (${clock.side})`] : [];
