import type { Visit } from '../../fixtures/canary/record.ts';
import { STREAM_STEPS } from '../../fixtures/streams/record.ts';

/** The steps of a visit whose time is measured. */
export const VISIT_STEPS = ['connect', 'challenge', 'auth', 'publish', 'live', 'readBack'] as const;

/** Those, and the steps of a walk through a streams API. */
export const STEPS = [...VISIT_STEPS, ...STREAM_STEPS] as const;
export type Step = (typeof STEPS)[number];

/** Milliseconds of every exchange of a step that got its answer. */
export type Samples = Partial<Record<Step, number[]>>;

/** Everything that a visit measured. A live delivery is timed from the publication of its message. */
export function samplesOf({ arrivals, logins, messages, deliveries, readBack, memories }: Visit): Samples {
  const publishMs = new Map(messages.map(({ exchanged }) => [exchanged.event.id, exchanged.ms]));
  const answers = [...memories.map(({ answer }) => answer), ...(readBack.applies ? [readBack.value.answer] : [])];
  const samples: Record<(typeof VISIT_STEPS)[number], number[]> = {
    connect: arrivals.flatMap(({ opening }) => (opening.outcome === 'open' ? [opening.ms] : [])),
    challenge: arrivals.flatMap(({ challenge, challengeMs }) => (challenge === undefined ? [] : [challengeMs])),
    auth: logins.flatMap(({ exchanged }) => (exchanged.outcome === 'accepted' ? [exchanged.ms] : [])),
    publish: messages.flatMap(({ exchanged }) => (exchanged.outcome === 'accepted' ? [exchanged.ms] : [])),
    live: (deliveries.applies ? deliveries.value : []).flatMap(({ exchanged }) =>
      exchanged.outcome === 'delivered' ? [exchanged.ms + (publishMs.get(exchanged.event.id) ?? 0)] : [],
    ),
    readBack: answers.flatMap((answer) => (answer.outcome === 'complete' ? [answer.ms] : [])),
  };
  return Object.fromEntries(VISIT_STEPS.map((step) => [step, samples[step].map((ms) => Math.round(ms * 10) / 10)]));
}
