import { expect, test } from '@playwright/test';
import { identityOf, metricsOf, metricsText } from '../../../gate/metrics/samples.ts';
import { VERDICTS } from '../../../gate/verdict/names.ts';
import { promtool } from './promtool.ts';
import { greenRun, redRun, RELAY } from './verdicts.ts';

const LABELS = `instance="${RELAY}",project="prod-canary"`;

test.describe('the metrics of a run', () => {
  test('tell a green run', async () => {
    const text = await metricsText(greenRun({}, new Date('2026-11-21T10:00:16Z')));
    expect(text).toContain(`probe_success{${LABELS}} 1\n`);
    expect(text).toContain(`probe_duration_seconds{${LABELS}} 2.5\n`);
    expect(text).toContain(`relay_canary_verdict{${LABELS},verdict="pass"} 1\n`);
    expect(text).toContain(`relay_canary_step_duration_seconds{${LABELS},step="connect"} 0.012\n`);
    expect(text).toContain(`relay_canary_checks{${LABELS},state="did_not_run"} 0\n`);
    expect(text).toContain(`relay_canary_consecutive_failures{${LABELS}} 0\n`);
    expect(text).toContain(`relay_canary_last_run_timestamp_seconds{${LABELS}} 1795255216\n`);
    expect(text).toContain(`relay_canary_last_success_timestamp_seconds{${LABELS}} 1795255216\n`);
    expect(text).toMatch(/^relay_canary_build_info\{.*version="\d.*",playwright="1\..*"\} 1$/m);
  });

  test('tell a red run and the check that is red', async () => {
    const text = await metricsText(redRun());
    expect(text).toContain(`probe_success{${LABELS}} 0\n`);
    expect(text).toContain(`relay_canary_verdict{${LABELS},verdict="fail"} 1\n`);
    const check = `${LABELS},check="nip-29/member-message-is-accepted"`;
    expect(text).toContain(`relay_canary_check_success{${check},policy="blocking"} 0\n`);
    expect(text).toContain(`relay_canary_check_attempts{${check}} 2\n`);
    expect(text).toContain(`relay_canary_consecutive_failures{${LABELS}} 1\n`);
  });

  for (const verdict of VERDICTS)
    test(`say ${verdict} and none of the six others`, () => {
      const samples = metricsOf(greenRun({ verdict })).find(({ name }) => name === 'relay_canary_verdict')?.samples;
      expect(samples).toHaveLength(7);
      expect(samples?.filter(({ value }) => value === 1)).toEqual([{ labels: { verdict }, value: 1 }]);
    });

  for (const [what, verdict] of [
    ['a green run', greenRun()],
    ['a red run', redRun()],
    ['a run without settings', greenRun({ target: { relay: null, software: null, version: null }, checks: [] })],
    [
      'words with quotes and line breaks',
      greenRun({ target: { relay: 'wss://a"b\\c\nd', software: '', version: '' } }),
    ],
  ] as const)
    test(`of ${what} are accepted by promtool`, async () => {
      expect(promtool(['check', 'metrics'], await metricsText(verdict))).toEqual({ exitCode: 0, said: '' });
    });

  test('are refused by promtool where a label is not allowed', async () => {
    const text = (await metricsText(greenRun())).replaceAll('step="', 'quantile="');
    expect(promtool(['check', 'metrics'], text)).toMatchObject({ exitCode: 3 });
  });

  test('hold no id, no words of the relay, and no query of its address', async () => {
    const red = redRun({ target: { relay: `${RELAY}?token=of-somebody`, software: 'a relay', version: '1.0' } });
    const text = await metricsText({ ...red, run: { ...red.run, deployId: 'deploy-4711' } });
    for (const word of [red.run.id, 'deploy-4711', 'not a member', 'of-somebody', 'a relay'])
      expect(text).not.toContain(word);
    expect(identityOf(red).instance).toBe(RELAY);
  });

  test('leave out when a run was green, where none ever was', async () => {
    expect(await metricsText(redRun())).not.toContain('last_success');
  });
});

test.describe('the metric of a check', () => {
  const [check] = greenRun().checks.slice(0, 1);
  const valueOf = (...outcomes: NonNullable<typeof check>['outcome'][]): (number | undefined)[] =>
    metricsOf(greenRun({ checks: outcomes.flatMap((outcome) => (check ? [{ ...check, outcome }] : [])) }))
      .filter(({ name }) => name === 'relay_canary_check_success')
      .flatMap(({ samples }) => samples.map(({ value }) => value));

  for (const [outcome, value] of [
    ['pass', 1],
    ['flaky', 1],
    ['fail', 0],
    ['warned', 0],
  ] as const)
    test(`is ${value} for ${outcome}`, () => expect(valueOf(outcome)).toEqual([value]));

  for (const outcome of ['known', 'not-applicable', 'did-not-run'] as const)
    test(`is absent for ${outcome}`, () => expect(valueOf(outcome)).toEqual([]));

  test('is that of the worst where several tests are about it', () => {
    expect(valueOf('pass', 'fail', 'pass')).toEqual([0]);
  });
});

test.describe('the duration of a step', () => {
  const p95Of = (changes: Parameters<typeof greenRun>[0]): number[] =>
    metricsOf(greenRun(changes))
      .filter(({ name }) => name === 'relay_canary_step_duration_seconds')
      .flatMap(({ samples }) => samples.map(({ value }) => value));
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test('is its 95th percentile, in seconds', () => {
    expect(p95Of({ samples: { publish: hundred } })).toEqual([0.095]);
  });

  test('is what the SLO measured, where there is one', () => {
    const slo = { step: 'publish', p95Ms: 42, samples: 9, limitMs: 50, baseline: null, because: '' };
    expect(p95Of({ samples: { publish: hundred }, slo: [{ ...slo, outcome: 'pass' }] })).toEqual([0.042]);
  });

  test('is absent where no exchange got its answer', () => {
    expect(p95Of({ samples: { publish: [] } })).toEqual([]);
  });
});
