import type { Findings } from '../../../gate/verdict/decide.ts';
import type { CheckOutcome, Failure, SloOutcome } from '../../../gate/verdict/verdict.ts';

/** A check that ran and passed, or another one. */
export const aCheck = (id: string, part: Partial<CheckOutcome> = {}): CheckOutcome => ({
  ...{ id, title: `the title of ${id}`, policy: 'blocking', outcome: 'pass', attempts: 1, ms: 5 },
  ...part,
});

/** A blocking failure of the relay, red in both attempts, or another one. */
export const aFailure = (id: string, part: Partial<Failure> = {}): Failure => ({
  ...{ id, title: `the title of ${id}`, policy: 'blocking', side: 'relay', because: 'not as promised' },
  ...{ confirmed: true, attempts: ['Error: red', 'Error: red'] },
  ...part,
});

/** A breach of an objective. */
export const aBreach = (isFailure: boolean): SloOutcome & { isFailure: boolean } => ({
  ...{ step: 'publish', p95Ms: 900, samples: 4, limitMs: 500, baseline: null, outcome: 'breach' },
  ...{ because: 'publish takes 900 ms (p95), and 500 ms are allowed.', isFailure },
});

/** What a healthy run of two blocking checks found, or another one. */
export const findings = (part: Partial<Findings> = {}): Findings => ({
  ...{ interruptedBy: undefined, checks: [aCheck('a/one'), aCheck('a/two')], demanded: ['a/one', 'a/two'] },
  ...{ failures: [], errors: [], slo: [], leaks: [], earlier: [] },
  ...part,
});
