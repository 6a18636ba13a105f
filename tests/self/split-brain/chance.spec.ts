import { expect, test } from '@playwright/test';
import { chances, chanceToMeetAll, connectionsFor } from '../../../fixtures/split-brain/chance.ts';
import { seededRandom } from '../../../lab/random.ts';

const ROUNDS = 20_000;

/** How often so many random connections met all instances. */
function simulated(instances: number, connections: number): number {
  const random = seededRandom(instances * 100 + connections);
  const meetsAll = (): boolean =>
    new Set(Array.from({ length: connections }, () => Math.floor(random() * instances))).size === instances;
  return Array.from({ length: ROUNDS }, meetsAll).filter(Boolean).length / ROUNDS;
}

test.describe('the chance to meet all instances', () => {
  for (const [instances, connections] of [
    [2, 2],
    [2, 5],
    [2, 11],
    [3, 6],
    [3, 20],
    [4, 8],
  ] as const)
    test(`of ${instances} with ${connections} connections is what happens`, () => {
      const apart = chanceToMeetAll(instances, connections) - simulated(instances, connections);
      expect(Math.abs(apart)).toBeLessThan(0.015);
    });

  test('is none with fewer connections than instances', () => {
    expect(chanceToMeetAll(3, 2)).toBeCloseTo(0, 10);
    expect(chanceToMeetAll(1, 1)).toBe(1);
  });

  test('grows with each connection, and is told for two, three and four', () => {
    const told = [11, 20, 29].map((connections) => chances(connections).map(({ chance }) => chance >= 0.999));
    expect(told).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  test('is 99.9 % at least, with the fewest connections that give it', () => {
    for (const instances of [2, 3, 4]) {
      const connections = connectionsFor(instances);
      expect(chanceToMeetAll(instances, connections)).toBeGreaterThanOrEqual(0.999);
      expect(chanceToMeetAll(instances, connections - 1)).toBeLessThan(0.999);
    }
    expect(connectionsFor(2)).toBe(11);
  });
});
