import { randomBytes } from 'node:crypto';
import type { Connection } from '../../../fixtures/protocol/connection.ts';
import type { EventTemplate } from '../../../fixtures/protocol/event.ts';
import { describeOutcome } from '../../../fixtures/protocol/outcome.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { signFast } from '../../../fixtures/protocol/signing.ts';
import { arrive } from '../../rollout/relay/member.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Founds a group that everybody may read and these may write to; gives its id. Throws where the relay refuses anything. */
export async function foundLoadGroup(url: string, members: readonly SecretKey[]): Promise<string> {
  await signFast();
  const [admin, group] = [SecretKey.generate(), `load-${randomBytes(6).toString('hex')}`];
  const connection = await arrive(url, admin);
  const h = ['h', group];
  await say(connection, admin, { kind: 9007, tags: [h] });
  await say(connection, admin, { kind: 9002, tags: [h, ['restricted'], ['closed']] });
  await say(connection, admin, { kind: 9000, tags: [h, ...members.map(({ pubkey }) => ['p', pubkey])] });
  connection.close();
  return group;
}

async function say(connection: Connection, key: SecretKey, template: EventTemplate): Promise<void> {
  const publication = await publish(connection, key.sign(template), { withinMs: ANSWER_WITHIN_MS });
  if (publication.outcome !== 'accepted')
    throw new Error(`load: kind ${template.kind} was not accepted: ${describeOutcome(publication)}`);
}
