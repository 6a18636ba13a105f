import type { ActionContext } from '../../../gate/actions/context.ts';
import type { GateSettings } from '../../../fixtures/config/gate-settings.ts';
import { verdictSchema, type Verdict } from '../../../gate/verdict/verdict.ts';

/** The relay that these verdicts are about. */
export const RELAY = 'wss://relay.example/groups';

const check = (id: string, ms: number): Verdict['checks'][number] => ({
  ...{ id, title: `the title of ${id}`, policy: 'blocking', outcome: 'pass', attempts: 1, ms },
});

/** A green run that ended now, unless it says otherwise. Throws where it is not as the schema of verdicts has it. */
export function greenRun(changes: Partial<Verdict> = {}, endedAt = new Date()): Verdict {
  return verdictSchema.parse({
    schema: 'relay-canary/verdict/v1',
    verdict: 'pass',
    reason: 'all-blocking-checks-passed',
    summary: 'Every blocking check passed.',
    exitCode: 0,
    run: {
      id: '0b5f3f8e-run-of-a-test',
      startedAt: new Date(endedAt.getTime() - 2_500).toISOString(),
      endedAt: endedAt.toISOString(),
      durationMs: 2_500,
      project: 'prod-canary',
      trigger: 'post-deploy',
    },
    target: { relay: RELAY, software: 'a relay', version: '1.0' },
    counts: { planned: 3, ran: 3, passed: 3, failed: 0, flaky: 0, skipped: 0, didNotRun: 0 },
    checks: [
      check('nip-42/auth-is-answered-with-ok', 400),
      check('nip-29/member-message-is-accepted', 300),
      { ...check('nip-11/served-with-cors', 100), policy: 'advisory' },
    ],
    failures: [],
    samples: { connect: [12, 8], auth: [4.5], publish: [30, 10, 20] },
    remarks: [],
    slo: [],
    consecutiveFailures: 0,
    lastSuccessAt: endedAt.toISOString(),
    actions: [],
    ...changes,
  });
}

/** A run whose blocking check on members' messages failed twice. */
export function redRun(changes: Partial<Verdict> = {}, endedAt = new Date()): Verdict {
  const id = 'nip-29/member-message-is-accepted';
  const because = 'the relay refused what it has to take';
  const relayMessage = 'restricted: you are not a member of that group';
  const { checks, ...green } = greenRun({}, endedAt);
  return verdictSchema.parse({
    ...green,
    verdict: 'fail',
    reason: 'blocking-check-failed',
    summary: `The relay says "${relayMessage}".`,
    exitCode: 1,
    counts: { planned: 3, ran: 3, passed: 2, failed: 1, flaky: 0, skipped: 0, didNotRun: 0 },
    checks: checks.map((each) => (each.id === id ? { ...each, outcome: 'fail', attempts: 2 } : each)),
    failures: [
      {
        ...{ id, title: `the title of ${id}`, policy: 'blocking', side: 'relay', because, relayMessage },
        ...{ confirmed: true, attempts: ['refused', 'refused'] },
      },
    ],
    consecutiveFailures: 1,
    lastSuccessAt: null,
    ...changes,
  });
}

const NOTHING_IS_SET: GateSettings = {
  prefix: 'PROD',
  sloFile: undefined,
  rollbackCommand: undefined,
  rollbackTimeoutSeconds: 300,
  alertmanagerUrl: undefined,
  grafana: undefined,
  webhook: undefined,
  textfile: undefined,
  pushgatewayUrl: undefined,
  otlpUrl: undefined,
};

/** What exporters get to know: a verdict, and where metrics go. */
export const contextOf = (
  settings: Partial<GateSettings>,
  { verdict = greenRun(), isDryRun = false, redact = (text: string): string => text } = {},
): ActionContext => ({
  ...{ verdict, isDryRun, redact, verdictFile: 'reports/verdict.json', state: '.', intervalMs: undefined },
  settings: { ...NOTHING_IS_SET, ...settings },
});
