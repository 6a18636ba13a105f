import { expect, test } from '@playwright/test';
import { planMessages } from '../../../fixtures/canary/plan.ts';
import { EVENT_BUDGET, eventsNeeded, trespassesOf } from '../../../fixtures/config/settings.ts';
import { POLICIES, type CanaryGroup, type NonEmpty, type Policy } from '../../../fixtures/config/values.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { ann, stranger } from './samples.ts';

/** So many members and groups, and what the deployment promises. */
interface Shape {
  members: number;
  groups: NonEmpty<CanaryGroup>;
  policies: Policy[];
}

const [, WRITE, UNMANAGED] = POLICIES;
const PROMISES: Policy[][] = [[], [WRITE], [UNMANAGED], [WRITE, UNMANAGED]];
const upTo = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);

/** Every number of groups up to five, with every number of private ones among them. */
const GROUPS = upTo(5).flatMap((groups) =>
  [0, ...upTo(groups)].map((secret): NonEmpty<CanaryGroup> => {
    const [first, ...others] = upTo(groups).map((number) => ({ id: `group-${number}`, isPrivate: number <= secret }));
    return [first ?? { id: 'none', isPrivate: false }, ...others];
  }),
);

const SHAPES: Shape[] = upTo(6).flatMap((members) =>
  GROUPS.flatMap((groups) => PROMISES.map((policies) => ({ members, groups, policies }))),
);

/** How many events a visit sends to a relay that takes everything, so that everybody has something to delete. */
function eventsAtMost({ members, groups, policies }: Shape): number {
  const keys: NonEmpty<SecretKey> = [ann.key, ...upTo(members - 1).map(() => ann.key)];
  const trespasses = trespassesOf({ members: keys, groups, policies });
  const others = upTo(members - 1).map((number) => ({ ...ann, name: `another member (${number})` }));
  const { messages } = planMessages([ann, ...others], stranger, groups);
  const intruders = policies.includes(UNMANAGED) ? 1 : 2;
  const knocks = policies.includes(WRITE) ? 1 : 0;
  const deletions = members; // The stranger's own is sent in place of somebody else's deletion.
  return messages.length + intruders + knocks + deletions + trespasses.length;
}

test.describe('the budget of events', () => {
  const allowed = SHAPES.filter(
    ({ members, groups, policies }) => eventsNeeded(members, groups, policies) <= EVENT_BUDGET,
  );

  test('allows what most deployments have, and not everything', () => {
    const sizes = new Set(allowed.map(({ members, groups }) => `${members} members, ${groups.length} groups`));
    for (const usual of ['1 members, 1 groups', '2 members, 2 groups', '3 members, 1 groups'])
      expect(sizes).toContain(usual);
    expect(sizes).not.toContain('6 members, 5 groups');
  });

  test('leaves room for all that is tried beside, with two members and two groups', () => {
    const groups: NonEmpty<CanaryGroup> = [
      { id: 'canary', isPrivate: false },
      { id: 'secret', isPrivate: true },
    ];
    const shape = { members: [ann.key, SecretKey.generate()] as NonEmpty<SecretKey>, groups };
    expect(trespassesOf({ ...shape, policies: [] })).toHaveLength(4);
    expect(trespassesOf({ ...shape, policies: ['auth-to-write'] })).toEqual(['deletion', 'forgery', 'moderation']);
    expect(trespassesOf({ ...shape, policies: ['no-groups'] })).toEqual(['deletion', 'forgery']);
  });

  test('is enough for every visit that is allowed', () => {
    expect(Math.max(...allowed.map(eventsAtMost))).toBeLessThanOrEqual(EVENT_BUDGET);
  });
});
