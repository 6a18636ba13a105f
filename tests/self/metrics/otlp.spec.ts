import { expect, test } from '@playwright/test';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import { metricsOf } from '../../../gate/metrics/samples.ts';
import type { VerdictName } from '../../../gate/verdict/names.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { startCollector, type Received } from './collector.ts';
import { metricsSchema, traceSchema, valuesOf, type Metric, type Span } from './otlp-schema.ts';
import { contextOf, greenRun, redRun, RELAY } from './verdicts.ts';

/** What a collector gets of a run; `redact` is what the gate does to every text that leaves. */
async function collect(verdict: Verdict, redact = (text: string): string => text): Promise<Received[]> {
  const collector = await startCollector();
  const actions = await exportMetrics(contextOf({ otlpUrl: `${collector.url}/` }, { verdict, redact }));
  await collector.stop();
  expect(actions).toMatchObject([{ name: 'otlp', outcome: 'done' }]);
  return collector.received;
}

const bodyFor = (received: Received[], path: string): unknown =>
  JSON.parse(received.find((request) => request.path === path)?.body ?? '""');

const metricsFor = async (verdict: Verdict): Promise<Metric[]> =>
  metricsSchema
    .parse(bodyFor(await collect(verdict), '/v1/metrics'))
    .resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));

const spansFor = async (verdict: Verdict): Promise<Span[]> =>
  traceSchema
    .parse(bodyFor(await collect(verdict), '/v1/traces'))
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

test.describe('a collector of OpenTelemetry', () => {
  test('gets metrics and a trace, once each, as JSON', async () => {
    const received = await collect(greenRun());
    const requests = received.map(({ method, path, contentType }) => `${method} ${path} ${contentType}`);
    expect(requests.sort()).toEqual(['POST /v1/metrics application/json', 'POST /v1/traces application/json']);
  });

  test('gets every metric that Prometheus gets, with the same names and values', async () => {
    const verdict = redRun();
    const metrics = await metricsFor(verdict);
    const got = metrics.map(({ name, gauge }) => [name, gauge.dataPoints.map(({ asDouble }) => asDouble)]);
    expect(got).toEqual(metricsOf(verdict).map(({ name, samples }) => [name, samples.map(({ value }) => value)]));
  });

  test('gets the labels as attributes, and seconds as a unit', async () => {
    const metrics = await metricsFor(redRun());
    const steps = metrics.find(({ name }) => name === 'relay_canary_step_duration_seconds');
    expect(valuesOf(steps?.gauge.dataPoints[0]?.attributes ?? [])).toEqual({
      instance: RELAY,
      project: 'prod-canary',
      step: 'connect',
    });
    expect(steps?.unit).toBe('s');
    expect(metrics.find(({ name }) => name === 'probe_success')?.unit).toBe('');
  });

  test('is told who sends', async () => {
    const { resourceSpans } = traceSchema.parse(bodyFor(await collect(greenRun()), '/v1/traces'));
    expect(valuesOf(resourceSpans[0]?.resource.attributes ?? [])).toMatchObject({
      'service.name': 'relay-canary',
      'deployment.environment.name': 'production',
    });
  });

  test('gets no secret', async () => {
    const summary = 'the key nsec1secret was in the way';
    const received = await collect(redRun({ summary }), (text) => text.replaceAll('nsec1secret', '[redacted]'));
    expect(received.map(({ body }) => body).join()).not.toContain('nsec1secret');
    expect(received.map(({ body }) => body).join()).toContain('the key [redacted] was in the way');
  });
});

test.describe('the trace of a run', () => {
  test('is one tree: the run, its checks, the exchanges of its steps', async () => {
    const [run, ...others] = await spansFor(redRun());
    expect(run).toMatchObject({ name: 'relay-canary prod-canary' });
    expect(run?.parentSpanId).toBeUndefined();
    expect(new Set(others.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([run?.spanId]));
    expect(new Set([run, ...others].map((span) => span?.traceId)).size).toBe(1);
    expect(new Set([run, ...others].map((span) => span?.spanId)).size).toBe(others.length + 1);
    const checks = ['nip-42/auth-is-answered-with-ok', 'nip-29/member-message-is-accepted', 'nip-11/served-with-cors'];
    const exchanges = ['connect', 'connect', 'auth', 'publish', 'publish', 'publish'];
    expect(others.map(({ name }) => name)).toEqual([...checks, ...exchanges]);
  });

  test('lasts as long as the run did', async () => {
    const [run, first] = await spansFor(greenRun());
    const ms = (span?: Span): number =>
      Number(BigInt(span?.endTimeUnixNano ?? 0) - BigInt(span?.startTimeUnixNano ?? 0)) / 1e6;
    expect([ms(run), ms(first)]).toEqual([2_500, 400]);
  });

  test('tells what the relay said about the check that is red', async () => {
    const spans = await spansFor(redRun());
    const red = spans.find(({ name }) => name === 'nip-29/member-message-is-accepted');
    expect(red?.status).toEqual({ code: 2, message: 'the relay refused what it has to take' });
    expect(valuesOf(red?.attributes ?? [])).toMatchObject({
      'test.case.result.status': 'fail',
      'relay_canary.check.policy': 'blocking',
      'relay_canary.check.attempts': '2',
      'relay_canary.failure.relay_message': 'restricted: you are not a member of that group',
    });
  });

  test('has the same ids when it is sent again, and others for another run', async () => {
    const verdict = greenRun();
    const idsOf = (spans: Span[]): string[] => spans.map(({ traceId, spanId }) => `${traceId}-${spanId}`);
    const ids = idsOf(await spansFor(verdict));
    expect(idsOf(await spansFor(verdict))).toEqual(ids);
    const other = idsOf(await spansFor({ ...verdict, run: { ...verdict.run, id: 'another' } }));
    expect(other.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('holds the slowest 20 exchanges of a step that had thousands', async () => {
    const publish = Array.from({ length: 3_000 }, (_, index) => index);
    const spans = await spansFor(greenRun({ samples: { publish } }));
    expect(spans.filter(({ name }) => name === 'publish')).toHaveLength(20);
  });

  const RESULTS: [VerdictName, number, string, string | undefined][] = [
    ['pass', 0, 'success', 'success'],
    ['degraded', 0, 'success', 'success'],
    ['fail', 1, 'failure', 'failure'],
    ['usage', 2, 'error', undefined],
    ['inconclusive', 3, 'error', undefined],
    ['insufficient', 4, 'error', 'skipped'],
    ['aborted', 124, 'timeout', 'timed_out'],
    ['aborted', 130, 'cancellation', 'aborted'],
  ];
  for (const [verdict, exitCode, pipeline, suite] of RESULTS)
    test(`tells ${verdict} (${exitCode}) in the words of the conventions`, async () => {
      const [run] = await spansFor(greenRun({ verdict, exitCode }));
      expect(valuesOf(run?.attributes ?? [])).toMatchObject({
        'relay_canary.verdict': verdict,
        'cicd.pipeline.result': pipeline,
        ...(suite !== undefined && { 'test.suite.run.status': suite }),
      });
    });
});
