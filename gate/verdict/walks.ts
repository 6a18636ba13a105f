import { STREAM_STEPS, type StreamSamples } from '../../fixtures/streams/record.ts';
import type { Evidence } from './attribute.ts';
import type { WalkRecord, Walks } from './records.ts';

/** The walk that is judged: the first that came to an end. */
export const walkOf = ({ attempts }: Walks): NonNullable<WalkRecord['walk']> | undefined =>
  attempts.find((attempt) => attempt?.walk !== undefined)?.walk;

/** What is known of the walk of one attempt. The clock of the relay is nothing to it. */
export function walkEvidence(walks: Walks | undefined, retry: number): Evidence {
  const record = walks?.attempts[retry] ?? walks?.attempts[0];
  return { speaker: 'the API', problem: record?.problem, side: record?.side, clock: undefined, isLoggedIn: true };
}

/** Milliseconds of each step that was made, of all dialects. */
export function walkSamples(all: Walks[]): StreamSamples {
  const samples: StreamSamples = {};
  for (const walks of all)
    for (const step of STREAM_STEPS) {
      const told = walkOf(walks)?.samples?.[step] ?? [];
      if (told.length > 0) samples[step] = [...(samples[step] ?? []), ...told.map((ms) => Math.round(ms * 10) / 10)];
    }
  return samples;
}

/** What stopped earlier attempts, where a later one succeeded. */
export const walkEarlier = ({ attempts }: Walks): string[] =>
  attempts.flatMap((record) => (record?.walk ? (record.earlier ?? []) : [])).map((text) => text.split('\n')[0] ?? '');

/** What was noteworthy about a walk beside its checks. */
export function walkRemarks(walks: Walks): string[] {
  const { limited, writes } = walkOf(walks) ?? {};
  const { resumed, finished = [] } = writes?.applies === true ? writes.value : {};
  const waits = limited?.applies === true ? limited.value.length : 0;
  return [
    waits > 0 && `the streams API asked us to wait ${times(waits)} (HTTP 429), and we did`,
    resumed !== undefined && `the walk of run ${resumed}, which did not end, was taken up`,
    finished.length > 0 && `${finished.length} synthetic stream(s) that were left open were ended`,
  ].filter((text) => text !== false);
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
