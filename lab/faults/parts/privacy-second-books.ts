import { Relay } from '../../relay/relay.ts';
import { DEFAULT_LIMITS, DEFAULT_POLICY } from '../../relay/policy/options.ts';
import { HEALTHY_SEAMS, type Seams } from '../../relay/seams.ts';

/** What a relay knows of its groups and their people, kept beside it: a seam can ask what it would tell somebody else. */
interface SecondBooks {
  /** To be put among the seams of the relay. */
  keeping: Pick<Seams, 'replay' | 'replayMembership' | 'store'>;
  books: Relay;
  /** Whether one of these people is in the group now. */
  isIn: (group: string | undefined, people: readonly string[]) => boolean;
}

export function secondBooks(): SecondBooks {
  const books = new Relay({
    secretKey: new Uint8Array(32).fill(1),
    policy: DEFAULT_POLICY,
    limits: DEFAULT_LIMITS,
    seams: HEALTHY_SEAMS,
    log: undefined,
    say: () => undefined,
  });
  return {
    keeping: {
      replay: (events) => {
        for (const event of events) books.groups.apply(event);
        return events;
      },
      replayMembership: (events) => {
        for (const event of events) books.memberships.apply(event);
        return events;
      },
      store: (event, next) => {
        next(event);
        books.groups.apply(event);
        books.memberships.apply(event);
      },
    },
    books,
    isIn: (group = '', people) => people.some((pubkey) => books.memberships.isMember(group, pubkey)),
  };
}
