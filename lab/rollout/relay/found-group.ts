import { describeOutcome } from '../../../fixtures/protocol/outcome.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { nowInSeconds, type EventTemplate } from '../../../fixtures/protocol/event.ts';
import { arrive } from './member.ts';
import type { MemberName } from './scenarios.ts';

/** The group of the real members. */
export const TEAM = 'team';

/**
 * What was said between the two joins. It is more than all that comes after, so that the middle of the log lies in it:
 * Early's join is in the half that MEM-02 reads, Late's and the canary's are in the other.
 */
const MESSAGES_BETWEEN = 1000;

/** Founds a private group on a fresh relay; gives its members' keys by name. Throws where the relay refuses anything. */
export async function foundGroup(url: string): Promise<Record<MemberName, SecretKey>> {
  const [admin, keys] = [SecretKey.generate(), { Early: SecretKey.generate(), Late: SecretKey.generate() }];
  const connection = await arrive(url, admin);
  const say = async (key: SecretKey, template: EventTemplate): Promise<void> => {
    const publication = await publish(connection, key.sign(template), { withinMs: 10_000 });
    if (publication.outcome !== 'accepted')
      throw new Error(`rollout: kind ${template.kind} was not accepted: ${describeOutcome(publication)}`);
  };
  const join = ({ pubkey }: SecretKey): Promise<void> =>
    say(admin, {
      kind: 9000,
      tags: [
        ['h', TEAM],
        ['p', pubkey],
      ],
    });
  await say(admin, { kind: 9007, tags: [['h', TEAM]] });
  await say(admin, { kind: 9002, tags: [['h', TEAM], ['private'], ['closed'], ['restricted']] });
  await join(keys.Early);
  const createdAt = nowInSeconds() - MESSAGES_BETWEEN;
  for (let count = 0; count < MESSAGES_BETWEEN; count += 1)
    await say(keys.Early, {
      kind: 9,
      content: `earlier ${count}`,
      tags: [['h', TEAM]],
      createdAt: createdAt + count,
    });
  await join(keys.Late);
  connection.close();
  return keys;
}
