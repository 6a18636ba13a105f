import { HARMS } from './deed.ts';
import type { Outcome } from './outcome.ts';
import type { Scenario } from './scenario.ts';
import { WORDING } from './wording.ts';

/** In which ways an outcome is not as expected; empty where it is. `withinSeconds` is instead of the scenario's own. */
export function unmet(
  { expected, deploys }: Scenario,
  outcome: Outcome,
  withinSeconds = expected.withinSeconds,
): string[] {
  const { felt, moments } = outcome;
  const wording = WORDING[deploys];
  const turnedDown = felt.filter(({ outcomes: { refused, failed } }) => refused + failed > 0);
  const otherWords = turnedDown
    .flatMap(({ words }) => Object.keys({ ...words.refused, ...words.failed }))
    .filter((text) => !text.startsWith(expected.turnedDown.words));
  const goOn = felt.filter(({ goesOn }) => goesOn).map(({ who }) => who);
  return [
    differs('the verdict', expected.verdict, outcome.verdict),
    differs('the exit code', expected.exitCode, outcome.exitCode),
    outcome.relayMessage?.startsWith(expected.words ?? '') === false || (expected.words && !outcome.relayMessage)
      ? `the words of ${wording.speaker} in the verdict are "${outcome.relayMessage ?? ''}", not "${expected.words ?? ''}…"`
      : '',
    differs('calls of the rollback command', expected.rollbacks, outcome.rollbacks),
    differs('the version that serves after the gate', expected.serves, outcome.serves),
    differs(
      `${wording.person}s who were turned down`,
      list(expected.turnedDown.people),
      list(turnedDown.map(({ who }) => who)),
    ),
    otherWords.length > 0 ? `${wording.person}s were told "${otherWords.join('", "')}"` : '',
    differs(`${wording.person}s who ${wording.do} after the gate`, list(expected.goOn), list(goOn)),
    ...HARMS.map((harm) => {
      const [what, times] = [wording.harms[harm] ?? harm, outcome.harms[harm]];
      const isExpected = expected.harms?.includes(harm) === true;
      return isExpected === times > 0 ? '' : `${what}: ${times}, not ${isExpected ? 'one or more' : '0'}`;
    }),
    expected.ofGate === undefined ? '' : differs('streams of the gate', expected.ofGate, outcome.ofGate ?? null),
    withinSeconds !== undefined && !(moments.total <= withinSeconds)
      ? `it took ${moments.total.toFixed(1)} s, not ${withinSeconds} s at most`
      : '',
  ].filter((text) => text !== '');
}

const differs = <Value extends string | number | null>(what: string, wanted: Value, got: Value): string =>
  wanted === got ? '' : `${what}: ${String(got)}, not ${String(wanted)}`;

const list = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));
