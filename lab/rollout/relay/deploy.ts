import { freePort } from '../../../fixtures/protocol/free-port.ts';
import type { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { signFast } from '../../../fixtures/protocol/signing.ts';
import { makeScratch } from '../../infrastructure/scratch.ts';
import type { CleanUp } from '../clean-up.ts';
import type { Deed, Person } from '../deed.ts';
import type { Deployment } from '../deployment.ts';
import { startFront } from '../front.ts';
import type { Version } from '../journal.ts';
import { provision } from '../provision.ts';
import { lastWords, startInstance } from '../start-instance.ts';
import { foundGroup, TEAM } from './found-group.ts';
import { arrive, read, startMember } from './member.ts';
import { MEMBERS, type MemberName, type RelayScenario } from './scenarios.ts';

const ASKED_AT_ONCE = 100;

/** v1 of a relay, with a group of real members and provisioned canary groups. */
export async function deployRelay({ v2, canaryComes }: RelayScenario, cleanUp: CleanUp): Promise<Deployment> {
  await signFast();
  const { file, remove } = makeScratch();
  cleanUp.later(remove);
  const ports = { v1: await freePort(), v2: await freePort() };
  const start = (version: Version, more: Record<string, string> = {}): Promise<void> => {
    const options = { serves: 'relay', version, data: file('events.jsonl'), ...more };
    return startInstance({ port: ports[version], options }, cleanUp);
  };
  await start('v1');
  const keys = await foundGroup(`ws://127.0.0.1:${ports.v1}`);
  const turnedAway = await freePort();
  const front = await startFront({ ports, file, leave: 'cut', sections: turnAway(turnedAway) }, cleanUp);
  const url = `ws://${front.host}`;
  const settings = await provision(url, 'prod');
  const elsewhere = { PROD_RELAY_URL: `ws://127.0.0.1:${turnedAway}` };
  return {
    ...{ front, file },
    gate: {
      ...{ project: 'prod-canary', prefix: 'PROD' },
      settings: { ...settings, ...(canaryComes === 'turned-away' && elsewhere) },
    },
    letIn: () => MEMBERS.map((name) => join(name, { url, keys, cleanUp })),
    startV2: () => {
      const fault = typeof v2 === 'string' ? {} : { fault: v2.fault };
      const volume = v2 === 'volume-missing' ? { data: file('volume/events.jsonl') } : {};
      return lastWords(start('v2', { ...fault, ...volume }), file(''));
    },
    audit: async (deeds) => ({ deeds: await findLost({ url, key: keys.Early }, deeds) }),
  };
}

/** Where HAProxy answers 429 to everybody. */
const turnAway = (port: number): string[] => [
  'frontend turned-away',
  `  bind 127.0.0.1:${port}`,
  '  http-request return status 429 content-type text/plain string "too many requests from your address"',
];

function join(
  name: MemberName,
  { url, keys, cleanUp }: { url: string; keys: Record<MemberName, SecretKey>; cleanUp: CleanUp },
): Person {
  const member = startMember({ name, key: keys[name], url, group: TEAM });
  cleanUp.later(member.stop);
  return member;
}

/** Lost are accepted messages that the relay which serves in the end does not show to Early, who is a member anywhere. */
async function findLost({ url, key }: { url: string; key: SecretKey }, deeds: Deed[]): Promise<Deed[]> {
  const ids = deeds.filter(({ outcome }) => outcome === 'done').map(({ id }) => id);
  const connection = await arrive(url, key);
  const shown = new Set<string>();
  for (let from = 0; from < ids.length; from += ASKED_AT_ONCE)
    for (const id of await read(connection, ids.slice(from, from + ASKED_AT_ONCE))) shown.add(id);
  connection.close();
  return deeds.map((deed) => (deed.outcome === 'done' && !shown.has(deed.id) ? { ...deed, harm: 'lost' } : deed));
}
