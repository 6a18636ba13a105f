import type { BlockingList } from '../blocking/blocking.ts';
import { attribute, type Attribution, type Evidence } from './attribute.ts';
import { isOfStreams } from './streams.ts';
import type { Tallied } from './tally.ts';
import type { CheckOutcome, Failure } from './verdict.ts';

/** The longest text of one attempt in a verdict, in characters; the reports have all of it. */
const MOST_CHARACTERS = 2_000;

/** Checks and failures as they stand in a verdict; blocking failures first, and the relay's before those of an API. */
export function judgeChecks(
  tallied: Tallied[],
  { blocking, others }: BlockingList,
  evidenceOf: (retry: number, check: Tallied) => Evidence,
): { checks: CheckOutcome[]; failures: Failure[] } {
  const listed = new Set(blocking.map(({ check }) => check));
  const policyOf = ({ id }: Tallied): CheckOutcome['policy'] =>
    listed.has(id) || others === 'fail' ? 'blocking' : 'advisory';
  const checks = tallied.map((check) => ({
    ...{ id: check.id, title: check.title, policy: policyOf(check), outcome: check.outcome },
    ...{ attempts: check.attempts, ms: check.ms, ...(check.because !== undefined && { because: check.because }) },
  }));
  const failures = tallied
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'flaky')
    .map((check) => failureOf(check, policyOf(check), (retry) => evidenceOf(retry, check)))
    .sort((one, other) => one.policy.localeCompare(other.policy) * -1 || placeOf(one) - placeOf(other));
  return { checks, failures };
}

/** Of the checks of one walk those first that quote the API: what is left open has a cause, which is told by another. */
const placeOf = ({ id, relayMessage }: Failure): number => (isOfStreams(id) ? (relayMessage === undefined ? 2 : 1) : 0);

function failureOf(
  { id, title, outcome, errors, isPrerequisite }: Tallied,
  policy: Failure['policy'],
  evidenceOf: (retry: number) => Evidence,
): Failure {
  const sides = errors.map(({ retry, message }) => attribute(message, evidenceFor(retry, isPrerequisite)));
  // Twice red, once for a reason that is not the relay's: the failure is not confirmed.
  const chosen = sides.find(({ side }) => side !== 'relay') ?? sides[0] ?? NOBODYS;
  return {
    ...{ id, title, policy, side: chosen.side, because: chosen.because, confirmed: outcome === 'fail' },
    ...(chosen.relayMessage !== undefined && { relayMessage: chosen.relayMessage.slice(0, 500) }),
    attempts: errors.map(({ message }) => message.slice(0, MOST_CHARACTERS)),
  };

  /** A prerequisite that no visit and no walk met is about the settings. */
  function evidenceFor(retry: number, isMissing: boolean): Evidence {
    const evidence = evidenceOf(retry);
    const problem = errors.find((error) => error.retry === retry)?.message;
    return isMissing && evidence.side === undefined ? { ...evidence, problem, side: 'settings' } : evidence;
  }
}

const NOBODYS: Attribution = { side: 'unclear', because: 'it ended without an error', relayMessage: undefined };
