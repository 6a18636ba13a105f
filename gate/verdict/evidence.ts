import type { Promised } from '../../fixtures/canary/promises.ts';
import type { Visit, VisitOutcome } from '../../fixtures/canary/record.ts';
import type { Evidence } from './attribute.ts';
import { readVisits, readWalks, type Recorded } from './records.ts';
import { samplesOf, type Samples } from './samples.ts';
import { isOfStreams } from './streams.ts';
import type { Tallied } from './tally.ts';
import { walkEarlier, walkEvidence, walkOf, walkRemarks, walkSamples } from './walks.ts';

/** What the visits and walks of one run tell beside the checks. */
export interface RunEvidence {
  relay: string | undefined;
  /** The address of the streams API, where one was asked. */
  streams: string | undefined;
  software: string | undefined;
  version: string | undefined;
  promises: Promised[];
  /** Whether a relay is part of the deployment (X_RELAY_URL=none: it is not). */
  hasRelay: boolean;
  samples: Samples;
  /** What stopped earlier attempts to talk to the relay or the API, where a later one succeeded. */
  earlier: string[];
  remarks: string[];
  /** Of the visit, or of the walk, that belongs to one attempt of a check. */
  of: (retry: number, check: Pick<Tallied, 'id' | 'dialect'>) => Evidence;
}

/** Reads the records of a project: the first ones, and those that confirm. A half-written one counts as none. */
export function readEvidence(project: Recorded): RunEvidence {
  const [outcomes, walks] = [readVisits(project), readWalks(project)];
  const visits = outcomes.flatMap((outcome) => outcome?.visit ?? []);
  const [visit] = visits;
  const { software, version } = visit?.information.document ?? {};
  return {
    relay: visit?.url,
    streams: walks.map((each) => walkOf(each)?.url).find((url) => url !== undefined),
    software: asText(software),
    version: asText(version),
    hasRelay: outcomes[0]?.notApplicable === undefined,
    promises: visit?.promises ?? (walks.length > 0 ? ['streams'] : []),
    samples: { ...(visit && samplesOf(visit)), ...walkSamples(walks) },
    earlier: [...outcomes.flatMap(earlierOf), ...walks.flatMap(walkEarlier)],
    remarks: [...visits.slice(0, 1).flatMap(clockOf), ...walks.flatMap(walkRemarks)],
    of: (retry, { id, dialect }) =>
      isOfStreams(id)
        ? walkEvidence(
            walks.find((each) => dialect === undefined || each.dialect === dialect),
            retry,
          )
        : evidenceOf(outcomes[retry] ?? outcomes[0]),
  };
}

const evidenceOf = (outcome: VisitOutcome | undefined): Evidence => ({
  speaker: 'the relay',
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
