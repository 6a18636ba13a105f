import { openNetwork } from '../../../lab/ground/network.ts';
import { partition } from '../../../lab/ground/partition.ts';
import { echo, expect, isRoot, test } from './ground.ts';
import { talkTo } from './talk.ts';

/** Namespaces are root's. */
const ofRoot = isRoot ? ['in a namespace'] : [];

for (const where of ofRoot)
  test(`a partition ${where} drops what two say to each other, and only that`, async ({ ground }) => {
    // Given two servers that both hear a third address
    const network = await openNetwork(ground, 'net');
    const [one, two, third] = [network.address(), network.address(), network.address()];
    const servers = [one, two].map((address, index) =>
      echo(ground, `server-${index + 1}`, 7000, { address, namespace: network.namespace }),
    );
    await Promise.all(servers.map((server) => server.start()));
    const oneToTwo = talkTo(await network.door({ address: two, port: 7000, from: one }));
    const thirdToTwo = talkTo(await network.door({ address: two, port: 7000, from: third }));
    oneToTwo.say('1');
    expect(await oneToTwo.hear(1)).toBe('1');

    // When the two are parted
    const parted = await network.partition([one], [two]);
    await expect(parted.proven(100)).rejects.toThrow('dropped no packet within 100 ms');
    oneToTwo.say('2');
    expect(await parted.proven()).toBeGreaterThan(0);

    // Then they hear nothing of each other, the third hears both, and nothing is lost when it is healed
    thirdToTwo.say('3');
    expect(await thirdToTwo.hear(1)).toBe('3');
    expect(await oneToTwo.hear(2, 150)).toBe('1');
    await parted.heal();
    expect(await oneToTwo.hear(2)).toBe('12');
    for (const talk of [oneToTwo, thirdToTwo]) talk.hangUp();
    for (const server of servers) await server.kill();
    await network.close();
  });

test('a partition of anything but loopback addresses is refused', async ({ ground }) => {
  await expect(partition(ground, [['127.0.1.1'], ['10.0.0.1']])).rejects.toThrow(
    'game day refuses to partition 10.0.0.1',
  );
  await expect(partition(ground, [['127.0.1.1'], []])).rejects.toThrow('needs an address on each side');
});
