import { Person } from '../../../fixtures/people/person.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import type { LabRelay } from '../../../lab/run/lab-relay.ts';
import { expect, test } from '../lab.ts';

/** Everything that is stored in a canary group, as a member sees it. */
async function storedIn({ settings }: LabRelay, group: string): Promise<NostrEvent[]> {
  const key = SecretKey.parse((settings['PROD_CANARY_SECRET_KEY'] ?? '').split(',')[0] ?? '');
  const member = await Person.connect(settings['PROD_RELAY_URL'] ?? '', { name: 'member', key });
  await member.login();
  const answer = await member.ask({ '#h': [group] });
  member.leave();
  return answer.events;
}

test.describe('prod-canary in production', () => {
  test('leaves one expiring message per group, and deletes the rest', async ({ labRelay }) => {
    const before = await storedIn(labRelay, 'canary');
    await labRelay.runCanary();
    const left = (await storedIn(labRelay, 'canary')).filter(({ id }) => !before.some((event) => event.id === id));
    expect(left.filter(({ kind }) => kind === 9)).toHaveLength(1);
    expect(left.every(({ tags }) => tags.some(([name]) => name === 'expiration'))).toBe(true);
  });

  test('sends at most a dozen events', async ({ labRelay }) => {
    const sent: string[] = [];
    await labRelay.restart({
      seams: {
        incoming: (frame, next) => {
          if (frame[0] === 'EVENT') sent.push(JSON.stringify(frame));
          next(frame);
        },
      },
    });
    await labRelay.runCanary();
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(12);
  });

  test('is green twice at the same time', async ({ labRelay }) => {
    const runs = await Promise.all([labRelay.runCanary(), labRelay.runCanary()]);
    expect(runs.map(({ red }) => red)).toEqual([[], []]);
  });

  test('cleans up when it is interrupted', async ({ labRelay }) => {
    const kinds: number[] = [];
    let tell = (): void => undefined;
    const wrote = new Promise<void>((resolve) => (tell = resolve));
    await labRelay.restart({
      seams: {
        store: (event, next) => {
          kinds.push(event.kind);
          tell();
          next(event);
        },
      },
    });
    const run = await labRelay.runCanary({}, wrote);
    expect(run.exitCode).toBe(130);
    expect(kinds).toContain(9);
    expect(kinds).toContain(5);
  });
});
