import type { Outcome } from './outcome.ts';
import { MEMBERS, type Scenario } from './scenario.ts';

/** In which ways an outcome is not as expected; empty where it is. `withinSeconds` is instead of the scenario's own. */
export function unmet({ expected }: Scenario, outcome: Outcome, withinSeconds = expected.withinSeconds): string[] {
  const { felt, moments } = outcome;
  const refused = felt.filter((each) => each.refused > 0);
  const otherWords = refused
    .flatMap(({ refusals }) => Object.keys(refusals))
    .filter((text) => !text.startsWith(expected.refused.words));
  return [
    differs('the verdict', expected.verdict, outcome.verdict),
    differs('the exit code', expected.exitCode, outcome.exitCode),
    outcome.relayMessage?.startsWith(expected.words ?? '') === false || (expected.words && !outcome.relayMessage)
      ? `the relay's words in the verdict are "${outcome.relayMessage ?? ''}", not "${expected.words ?? ''}…"`
      : '',
    differs('calls of the rollback command', expected.rollbacks, outcome.rollbacks),
    differs('the version that serves after the gate', expected.serves, outcome.serves),
    differs('members who were refused', list(expected.refused.members), list(refused.map(({ member }) => member))),
    otherWords.length > 0 ? `members were told "${otherWords.join('", "')}"` : '',
    differs(
      'members who post after the gate',
      list(expected.postAfterwards),
      list(MEMBERS.filter((name) => felt.some(({ member, postsAfterwards }) => member === name && postsAfterwards))),
    ),
    differs('accepted messages that were lost', 0, outcome.lost),
    withinSeconds !== undefined && !(moments.total <= withinSeconds)
      ? `it took ${moments.total.toFixed(1)} s, not ${withinSeconds} s at most`
      : '',
  ].filter((text) => text !== '');
}

const differs = <Value extends string | number | null>(what: string, wanted: Value, got: Value): string =>
  wanted === got ? '' : `${what}: ${String(got)}, not ${String(wanted)}`;

const list = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));
