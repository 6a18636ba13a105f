import { expect, test } from '@playwright/test';
import { listChecks } from '../../lab/run/list-checks.ts';

test('three shards together hold every check once', async () => {
  test.setTimeout(90_000);
  const ids = async (shard?: string): Promise<string[]> =>
    (await listChecks('local', shard === undefined ? [] : [`--shard=${shard}`])).map(({ requirement }) => requirement);
  const shards = await Promise.all(['1/3', '2/3', '3/3'].map(ids));
  expect(shards.every(({ length }) => length > 100)).toBe(true);
  expect(shards.flat().sort()).toEqual((await ids()).sort());
});
