import { describeOpening } from '../../fixtures/protocol/connection.ts';
import { describeOutcome } from '../../fixtures/protocol/outcome.ts';
import type { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { Person } from '../../fixtures/people/person.ts';
import type { Ground } from './ground.ts';

/** The admin comes to one instance, past HAProxy, and puts somebody into the canary groups. Throws where that is refused. */
export async function join(url: string, { pubkey }: SecretKey, { admin, groups }: Ground): Promise<void> {
  const person = await Person.connect(url, { name: 'admin', key: admin });
  try {
    if (person.connection.opening.outcome !== 'open')
      throw new Error(`topologies: no connection to ${url}: ${describeOpening(person.connection.opening)}`);
    await person.login();
    for (const group of groups) {
      const tags = [['h', group], ['p', pubkey]]; // prettier-ignore
      const publication = await person.publish({ kind: 9000, tags });
      if (publication.outcome !== 'accepted')
        throw new Error(`topologies: nobody could be put into ${group}: ${describeOutcome(publication)}`);
    }
  } finally {
    person.leave();
  }
}
