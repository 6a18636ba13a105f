import { askGate } from './ask-gate.ts';
import { startCleanUp, type CleanUp } from './clean-up.ts';
import { deploy, type Deployment } from './deployment.ts';
import { TEAM } from './found-group.ts';
import { readJournal } from './journal.ts';
import { feltBy, messagesOf, type Felt } from './ledger.ts';
import { arrive, read, startMember, type Member, type Message } from './member.ts';
import { draw, type Outcome } from './outcome.ts';
import { MEMBERS, type MemberName, type Scenario } from './scenario.ts';
import { until } from './until.ts';

/** So many messages of each member have to be accepted before the shift, and so many are looked at after the gate. */
const MESSAGES = 5;
const WITHIN_MS = 20_000;

const ASKED_AT_ONCE = 100;

/**
 * Plays a deploy through, with everything of its own: relays, HAProxy, members, gate. Members post all the time. Throws
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
  const deployment = await deploy(cleanUp);
  const members = MEMBERS.map((name) => join(name, deployment, cleanUp));
  const messages = (): Message[] => members.flatMap((member) => member.messages);
  const wait = (what: string, holds: () => boolean): Promise<void> =>
    until(holds, { what, signal, withinMs: WITHIN_MS });
  await wait('every member posts through v1', () => members.every((member) => lastAreAccepted(member)));

  const notUp = await deployment.startV2(scenario.v2);
  signal.throwIfAborted();
  await deployment.pointTo('v2', 'rollout');
  const ending = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('rollout: ended before its end')), { once: true });
  });
  const gated = await Promise.race([askGate(deployment, scenario, cleanUp), ending]);
  await wait('every member has tried to post since the gate ended', () =>
    members.every((member) => since(member, gated.endedAtMs).length >= MESSAGES),
  );
  const during = {
    sinceMs: readJournal(deployment.journal).find(({ why }) => why === 'rollout')?.atMs ?? NaN,
    ...{ gateEndedAtMs: gated.endedAtMs, untilMs: Date.now() },
  };
  const felt = (): Felt[] => MEMBERS.map((name) => feltBy(name, messages(), during));
  if (felt().some(({ postsAfterwards }) => !postsAfterwards)) {
    await deployment.pointTo('v1', 'by-hand');
    await wait('every member posts again', () => members.every((member) => lastAreAccepted(member)));
  }
  await Promise.all(members.map(({ stop }) => stop()));
  const lost = await findLost(deployment, messages());
  const journal = readJournal(deployment.journal);
  return draw(scenario, { journal, gated, messages: messages(), felt: felt(), lost, notUp });
}

function join(name: MemberName, { keys, url }: Deployment, cleanUp: CleanUp): Member {
  const member = startMember({ name, key: keys[name], url, group: TEAM });
  cleanUp.later(member.stop);
  return member;
}

const since = ({ messages, name }: Member, atMs: number): Message[] =>
  messagesOf(messages, name).filter((message) => message.atMs >= atMs);

function lastAreAccepted({ messages, name }: Member): boolean {
  const last = messagesOf(messages, name).slice(-MESSAGES);
  return last.length === MESSAGES && last.every(({ outcome }) => outcome === 'accepted');
}

/** The accepted messages that the relay which serves in the end does not show to Early, who is a member anywhere. */
async function findLost({ url, keys }: Deployment, messages: Message[]): Promise<Message[]> {
  const accepted = messages.filter(({ outcome }) => outcome === 'accepted');
  const connection = await arrive(url, keys.Early);
  const shown = new Set<string>();
  for (let from = 0; from < accepted.length; from += ASKED_AT_ONCE) {
    const ids = accepted.slice(from, from + ASKED_AT_ONCE).map(({ id }) => id);
    for (const id of await read(connection, ids)) shown.add(id);
  }
  connection.close();
  return accepted.filter(({ id }) => !shown.has(id));
}
