import { askGate } from './ask-gate.ts';
import { startCleanUp, type CleanUp } from './clean-up.ts';
import type { Deed, Person } from './deed.ts';
import { deploy } from './deployment.ts';
import { readJournal } from './journal.ts';
import { deedsOf, feltBy, type Felt } from './ledger.ts';
import { draw, type Outcome } from './outcome.ts';
import type { Scenario } from './scenario.ts';
import { until } from './until.ts';
import { WORDING } from './wording.ts';

/** So many deeds of each person have to be done before the shift, and so many are looked at after the gate. */
const DEEDS = 5;
const WITHIN_MS = 20_000;

/**
 * Plays a deploy through, with everything of its own: v1 and v2, HAProxy, people, gate. People are busy all the time. Throws
 * where it cannot be played; what it started is stopped in any case. `signal` ends it before its end.
 */
export async function play(scenario: Scenario, signal: AbortSignal): Promise<Outcome> {
  const cleanUp = startCleanUp();
  try {
    return await playOn(scenario, signal, cleanUp);
  } finally {
    await cleanUp.now();
  }
}

async function playOn(scenario: Scenario, signal: AbortSignal, cleanUp: CleanUp): Promise<Outcome> {
  const deployment = await deploy(scenario, cleanUp);
  const { front } = deployment;
  const { person, does } = WORDING[scenario.deploys];
  const people = deployment.letIn();
  const names = people.map(({ name }) => name);
  const wait = (what: string, holds: () => boolean): Promise<void> =>
    until(holds, { what, signal, withinMs: WITHIN_MS });
  await wait(`every ${person} ${does} through v1`, () => people.every((each) => lastAreDone(each)));

  const notUp = await deployment.startV2();
  signal.throwIfAborted();
  await front.pointTo('v2', 'rollout');
  const ending = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('rollout: ended before its end')), { once: true });
  });
  const gated = await Promise.race([askGate(deployment, scenario, cleanUp), ending]);
  await wait(`every ${person} has tried since the gate ended`, () =>
    people.every((each) => since(each, gated.endedAtMs).length >= DEEDS),
  );
  const during = {
    sinceMs: readJournal(front.journal).find(({ why }) => why === 'rollout')?.atMs ?? NaN,
    ...{ gateEndedAtMs: gated.endedAtMs, untilMs: Date.now() },
  };
  const felt = (deeds: Deed[]): Felt[] => names.map((name) => feltBy(name, deeds, during));
  const deedsSoFar = people.flatMap(({ deeds }) => deeds);
  if (felt(deedsSoFar).some(({ goesOn }) => !goesOn)) {
    await front.pointTo('v1', 'by-hand');
    await wait(`every ${person} ${does} again`, () => people.every((each) => lastAreDone(each)));
  }
  await Promise.all(people.map(({ stop }) => stop()));
  const { deeds, ofGate } = await deployment.audit(people.flatMap((each) => each.deeds));
  const journal = readJournal(front.journal);
  return draw(scenario, { journal, gated, deeds, felt: felt(deeds), ofGate, notUp });
}

const since = ({ deeds, name }: Person, atMs: number): Deed[] =>
  deedsOf(deeds, name).filter((deed) => deed.atMs >= atMs);

function lastAreDone({ deeds, name }: Person): boolean {
  const last = deedsOf(deeds, name).slice(-DEEDS);
  return last.length === DEEDS && last.every(({ outcome }) => outcome === 'done');
}
