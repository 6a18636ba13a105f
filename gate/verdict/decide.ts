import type { Side } from '../../fixtures/canary/record.ts';
import type { ABORTED, VerdictName } from './names.ts';
import { speakerOf } from './streams.ts';
import type { CheckOutcome, Failure, SloOutcome } from './verdict.ts';

/** Everything that a verdict is made from. */
export interface Findings {
  /** How the run was ended from outside, if it was. */
  interruptedBy: keyof typeof ABORTED | undefined;
  checks: CheckOutcome[];
  failures: Failure[];
  /** Requirements that had to run and pass, by the project's list and the deployment's promises. */
  demanded: string[];
  /** What Playwright said outside of checks: no tests, a file that cannot be loaded. */
  errors: string[];
  slo: (SloOutcome & { isFailure: boolean })[];
  /** Artifacts that held a secret. */
  leaks: string[];
  /** What stopped the first attempts to talk to the relay or the API, where a later one succeeded. */
  earlier: string[];
}

/** A verdict with its reason for machines and for people. */
export interface Decision {
  verdict: VerdictName;
  reason: string;
  summary: string;
}

const say = (verdict: VerdictName, reason: string, summary: string): Decision => ({ verdict, reason, summary });

/** From findings to a verdict: the first rule that applies. A later rule never makes it better. */
export const decide = (findings: Findings): Decision =>
  endedFromOutside(findings) ??
  confirmedFailure(findings) ??
  tooLittle(findings) ??
  ownTrouble(findings) ??
  blemish(findings) ??
  say('pass', 'all-blocking-checks-passed', 'Every blocking check ran and passed.');

const endedFromOutside = ({ interruptedBy }: Findings): Decision | undefined =>
  interruptedBy && say('aborted', 'interrupted', `The run was ended before its end: ${interruptedBy}.`);

/** These say nothing about the deployment. */
const OURS: Side[] = ['policy', 'runner', 'unclear'];

function confirmedFailure({ failures, slo }: Findings): Decision | undefined {
  const confirmed = failures.filter((failure) => failure.confirmed);
  const blocking = confirmed.filter(({ policy }) => policy === 'blocking');
  const settings = confirmed.find(({ side }) => side === 'settings');
  if (settings) return say('usage', 'settings-unusable', settings.attempts[0] ?? settings.because);
  const relays = blocking.filter(({ side }) => side === 'relay');
  if (relays[0]) return say('fail', 'blocking-check-failed', tell(relays[0], blocking.length));
  const ours = blocking.find(({ side }) => OURS.includes(side));
  if (ours) return say('inconclusive', `not-the-relay-${ours.side}`, tell(ours, blocking.length));
  const tooSlow = slo.find(({ outcome, isFailure }) => outcome === 'breach' && isFailure);
  return tooSlow && say('fail', 'slo-breached', tooSlow.because);
}

const GREEN: CheckOutcome['outcome'][] = ['pass', 'flaky', 'warned', 'known'];

/** What did not run proves nothing, whatever was green beside it. */
function tooLittle({ checks, demanded, errors }: Findings): Decision | undefined {
  const isGreen = ({ outcome }: CheckOutcome): boolean => GREEN.includes(outcome);
  if (!checks.some(isGreen))
    return say('insufficient', 'nothing-ran', errors[0] ?? `None of ${checks.length} checks ran.`);
  const missing = demanded.filter((wanted) => {
    const of = checks.filter(({ id }) => id === wanted);
    return of.length === 0 || !of.every(isGreen);
  });
  const [first] = missing;
  if (first === undefined) return undefined;
  const why = checks.find(({ id }) => id === first)?.because ?? 'it was not in the run';
  const share = `${missing.length} of ${demanded.length} blocking checks did not run and pass`;
  return say('insufficient', 'blocking-check-did-not-run', `${share}; the first is ${first}: ${why}.`);
}

function ownTrouble({ leaks, errors }: Findings): Decision | undefined {
  if (leaks.length > 0)
    return say('inconclusive', 'secret-in-report', `A secret stood in ${leaks.join(', ')}: replace the key.`);
  return errors[0] === undefined ? undefined : say('inconclusive', 'runner-error', errors[0]);
}

function blemish({ checks, failures, slo, earlier }: Findings): Decision | undefined {
  const degraded = (reason: string, summary: string): Decision => say('degraded', reason, summary);
  const [once] = failures.filter((failure) => !failure.confirmed);
  if (once) return degraded('failed-once', `Red once, green on fresh connections. ${tell(once)}`);
  const [advisory] = failures;
  if (advisory) return degraded('advisory-check-failed', tell(advisory, failures.length));
  if (earlier[0] !== undefined) return degraded('answered-late', `It had to be asked more than once: ${earlier[0]}`);
  const tooSlow = slo.find(({ outcome }) => outcome === 'breach');
  if (tooSlow) return degraded('slo-breached', tooSlow.because);
  const [warned, ...others] = checks.filter(({ outcome }) => outcome === 'warned');
  return warned && degraded('should-not-kept', `${others.length + 1} SHOULD not kept; the first is ${warned.id}.`);
}

function tell({ id, side, because, relayMessage }: Failure, count = 1): string {
  const words = relayMessage === undefined ? '' : `${speakerOf(id)} says "${relayMessage}"; `;
  const others = count > 1 ? ` ${count - 1} more red.` : '';
  return `${id}: ${words}${side === 'relay' ? '' : `${side}: `}${because}.${others}`;
}
