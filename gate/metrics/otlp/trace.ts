import type { VerdictName } from '../../verdict/names.ts';
import type { CheckOutcome, Verdict } from '../../verdict/verdict.ts';
import { attributes, idOf, unixNano, type Attribute, type Sender } from './values.ts';

/** ExportTraceServiceRequest of OTLP. */
export interface TraceRequest {
  resourceSpans: { resource: Sender['resource']; scopeSpans: { scope: Sender['scope']; spans: Span[] }[] }[];
}

/** A span; `parentSpanId` is missing at the root. */
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: 1 | 3;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status: { code?: 2; message?: string };
}

/** SpanKind of OTLP. */
const INTERNAL = 1;
const CLIENT = 3;
/** StatusCode of OTLP. */
const ERROR = 2;

/** The slowest exchanges of each step that get a span: a soak has thousands. */
const SLOWEST = 20;

type Described = Pick<Span, 'name' | 'kind' | 'attributes' | 'status'> & { id: string; startMs: number; ms: number };

/**
 * A run as one trace: the run, and in it its checks and the exchanges of its steps. A visit is made once and serves
 * every check, so an exchange belongs to the run and not to one check. A verdict holds durations but no starts: checks
 * stand one after another, exchanges at the start of the run; `relay_canary.start.measured` says so.
 */
export function traceRequest(verdict: Verdict, { resource, scope }: Sender): TraceRequest {
  const { run } = verdict;
  const traceId = idOf(16, run.id, run.project);
  const root = idOf(8, run.id, run.project, run.shard ?? '');
  const startMs = Date.parse(run.startedAt);
  const span = ({ id, startMs: from, ms, ...described }: Described): Span => ({
    traceId,
    spanId: idOf(8, root, id),
    parentSpanId: root,
    ...described,
    startTimeUnixNano: unixNano(from),
    endTimeUnixNano: unixNano(from + ms),
  });
  const spans: Span[] = [
    { ...runSpan(verdict, startMs), traceId, spanId: root },
    ...checkSpans(verdict, startMs).map(span),
    ...stepSpans(verdict, startMs).map(span),
  ];
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] };
}

/** `error`: the system of the run; `failure`: what it tested (semantic conventions, cicd.pipeline.result). */
const PIPELINE_RESULT: Record<VerdictName, string> = {
  pass: 'success',
  degraded: 'success',
  fail: 'failure',
  inconclusive: 'error',
  insufficient: 'error',
  usage: 'error',
  aborted: 'cancellation',
};

/** test.suite.run.status, where the conventions have a word for it. */
const SUITE_STATUS: Partial<Record<VerdictName, string>> = {
  pass: 'success',
  degraded: 'success',
  fail: 'failure',
  insufficient: 'skipped',
  aborted: 'aborted',
};

function runSpan({ run, target, ...verdict }: Verdict, startMs: number): Omit<Span, 'traceId' | 'spanId'> {
  const isTimeout = verdict.verdict === 'aborted' && verdict.exitCode === 124;
  return {
    name: `relay-canary ${run.project}`,
    kind: INTERNAL,
    startTimeUnixNano: unixNano(startMs),
    endTimeUnixNano: unixNano(startMs + run.durationMs),
    attributes: attributes({
      'test.suite.name': run.project,
      'test.suite.run.status': isTimeout ? 'timed_out' : SUITE_STATUS[verdict.verdict],
      'cicd.pipeline.name': 'relay-canary',
      'cicd.pipeline.run.id': run.id,
      'cicd.pipeline.result': isTimeout ? 'timeout' : PIPELINE_RESULT[verdict.verdict],
      'relay_canary.verdict': verdict.verdict,
      'relay_canary.reason': verdict.reason,
      'relay_canary.summary': verdict.summary,
      'relay_canary.relay': target.relay ?? undefined,
      'relay_canary.relay.software': target.software ?? undefined,
      'relay_canary.relay.version': target.version ?? undefined,
      'relay_canary.trigger': run.trigger,
      'relay_canary.deploy.id': run.deployId,
      'relay_canary.vantage': run.vantage,
      'relay_canary.shard': run.shard,
    }),
    status: PIPELINE_RESULT[verdict.verdict] === 'success' ? {} : { code: ERROR, message: verdict.summary },
  };
}

/** test.case.result.status; what was not judged has none. */
const CASE_STATUS: Partial<Record<CheckOutcome['outcome'], string>> = {
  pass: 'pass',
  flaky: 'pass',
  fail: 'fail',
  warned: 'fail',
};

function checkSpans({ checks, failures }: Verdict, startMs: number): Described[] {
  let from = startMs;
  return checks.map(({ id, title, policy, outcome, attempts, ms, because }, index) => {
    const failure = failures.find((failed) => failed.id === id && failed.title === title);
    const span: Described = {
      id: `check ${index}`,
      name: id,
      kind: INTERNAL,
      startMs: from,
      ms,
      attributes: attributes({
        'test.case.name': title,
        'test.case.result.status': CASE_STATUS[outcome],
        'relay_canary.check': id,
        'relay_canary.check.policy': policy,
        'relay_canary.check.outcome': outcome,
        'relay_canary.check.attempts': attempts,
        'relay_canary.check.because': because,
        'relay_canary.failure.side': failure?.side,
        'relay_canary.failure.relay_message': failure?.relayMessage,
        'relay_canary.start.measured': false,
      }),
      status: outcome === 'fail' ? { code: ERROR, message: failure?.because ?? because ?? 'failed' } : {},
    };
    from += ms;
    return span;
  });
}

const stepSpans = ({ samples }: Verdict, startMs: number): Described[] =>
  Object.entries(samples).flatMap(([step, all]) =>
    [...all]
      .sort((one, other) => other - one)
      .slice(0, SLOWEST)
      .map((ms, index) => ({
        id: `step ${step} ${index}`,
        name: step,
        kind: CLIENT,
        startMs,
        ms,
        attributes: attributes({ 'relay_canary.step': step, 'relay_canary.start.measured': false }),
        status: {},
      })),
  );
