import { z } from 'zod';
import { OUTCOMES, SIDES, VERDICTS } from './names.ts';

const check = z.object({
  /** The requirement, for example nip-29/member-message-is-accepted. */
  id: z.string(),
  title: z.string(),
  /** A blocking check that did not run and pass makes `pass` impossible. */
  policy: z.enum(['blocking', 'advisory']),
  outcome: z.enum(OUTCOMES),
  attempts: z.number().int(),
  ms: z.number(),
  /** Why it is not applicable, warned, known or did not run. */
  because: z.string().optional(),
});

const failure = z.object({
  id: z.string(),
  title: z.string(),
  policy: z.enum(['blocking', 'advisory']),
  side: z.enum(SIDES),
  /** Why it is laid at that side's door. */
  because: z.string(),
  /** The words of the relay, or of the API beside it, where it said any. */
  relayMessage: z.string().optional(),
  /** Whether every attempt was red. A check that was red once and then passed is not confirmed. */
  confirmed: z.boolean(),
  /** What each attempt reported; the second is made on fresh connections. */
  attempts: z.array(z.string()),
});

const slo = z.object({
  /** connect, challenge, auth, publish, live, readBack; streamsReady, streamsList, streamsCreate, -Start or -Settle. */
  step: z.string(),
  /** Milliseconds: 95 % of the samples were as fast as this, or faster. */
  p95Ms: z.number().nullable(),
  samples: z.number().int(),
  /** Milliseconds. */
  limitMs: z.number().nullable(),
  baseline: z.object({ p95Ms: z.number(), runs: z.number().int(), samples: z.number().int() }).nullable(),
  outcome: z.enum(['pass', 'breach', 'too-few-samples']),
  because: z.string(),
});

const action = z.object({
  /** rollback, alertmanager, grafana, webhook, textfile, pushgateway, otlp. */
  name: z.string(),
  /** `skipped`: there was no need, or it must not be; `dry-run`: it would have been done. */
  outcome: z.enum(['done', 'failed', 'skipped', 'dry-run']),
  /** One sentence, without secrets. */
  detail: z.string(),
  ms: z.number(),
  /** Of the rollback hook. */
  exitCode: z.number().int().nullable().optional(),
  /** The last 4,000 characters of what the rollback hook printed, without secrets. */
  output: z.string().optional(),
});
export type Action = z.infer<typeof action>;

/** reports/verdict.json. One run of one project against one target. */
export const verdictSchema = z.object({
  schema: z.literal('relay-canary/verdict/v1'),
  verdict: z.enum(VERDICTS),
  /** For machines: a few words with dashes, for example blocking-check-failed. */
  reason: z.string(),
  /** For people: one or two sentences, with the deployment's own words. */
  summary: z.string(),
  exitCode: z.number().int(),
  run: z.object({
    id: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    durationMs: z.number(),
    project: z.string(),
    /** What set the run off: post-deploy, schedule, manual … */
    trigger: z.string(),
    deployId: z.string().optional(),
    /** Where the run looked from. */
    vantage: z.string().optional(),
    /** For example 1/4. */
    shard: z.string().optional(),
  }),
  target: z.object({
    relay: z.string().nullable(),
    /** The payments-stream API beside it, where one was asked. */
    streams: z.string().optional(),
    software: z.string().nullable(),
    version: z.string().nullable(),
  }),
  counts: z.object({
    planned: z.number().int(),
    ran: z.number().int(),
    passed: z.number().int(),
    failed: z.number().int(),
    flaky: z.number().int(),
    /** Not applicable. */
    skipped: z.number().int(),
    didNotRun: z.number().int(),
  }),
  checks: z.array(check),
  /** Blocking ones first. */
  failures: z.array(failure),
  /** Milliseconds of each exchange of a step. */
  samples: z.record(z.string(), z.array(z.number())),
  /** What was noteworthy beside the checks: earlier attempts to connect, clocks that differ, a state that cannot be kept. */
  remarks: z.array(z.string()),
  slo: z.array(slo),
  /** Runs in a row with the verdict `fail`, this one included; counted per relay and project by the runner. */
  consecutiveFailures: z.number().int(),
  /** When the last run with `pass` or `degraded` ended, this one included; ISO 8601. */
  lastSuccessAt: z.iso.datetime().nullable(),
  /** What the gate did about it. Never changes the verdict. */
  actions: z.array(action),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type CheckOutcome = Verdict['checks'][number];
export type Failure = Verdict['failures'][number];
export type SloOutcome = Verdict['slo'][number];
