import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProcesses, nodeMarkerOf } from '../../../lab/ground/processes.ts';
import { echo, expect, isRoot, shell, test } from './ground.ts';
import { talkTo } from './talk.ts';

/** A child that leaves its parent's session and group, as the backends of Postgres do, and a grandchild that loses its parent. */
const RUNAWAYS = 'setsid sh -c "sleep 300 & sleep 300" & (sleep 300 &) ; touch ready; exec sleep 300';

for (const isApproximate of isRoot ? [false, true] : [true])
  test.describe(`a node held by its ${isApproximate ? 'process tree' : 'cgroup'}`, () => {
    test.use({ isApproximate });

    test('is killed with the children that ran away from it', async ({ ground }) => {
      const node = shell(ground, 'family', RUNAWAYS);
      await node.start();
      await expect.poll(() => node.pids().length).toBe(5);
      await node.kill();
      expect(node.isAlive()).toBe(false);
      const marker = `relay-canary-${ground.session}-family`;
      expect(allProcesses().filter(({ pid }) => nodeMarkerOf(pid) === marker)).toEqual([]);
    });

    test('is silent with open sockets while it is frozen, and goes on where it was', async ({ ground }) => {
      const [port = 0] = await ground.ports(1);
      const node = echo(ground, 'echo', port);
      await node.start();
      const talk = talkTo(port);
      talk.say('before');
      expect(await talk.hear(6)).toBe('before');
      await node.freeze();
      expect(node.isFrozen()).toBe(true);
      const late = talkTo(port);
      late.say('late');
      talk.say(' frozen');
      expect(await talk.hear(13, 200)).toBe('before');
      await node.thaw();
      expect(node.isFrozen()).toBe(false);
      expect(await talk.hear(13)).toBe('before frozen');
      expect(await late.hear(4)).toBe('late');
      talk.hangUp();
      late.hangUp();
    });

    test('keeps its directory over kill and start, and may be killed while it is frozen', async ({ ground }) => {
      const node = shell(ground, 'again', 'echo here >> starts; touch ready; exec sleep 300');
      await node.start();
      await node.freeze();
      await node.kill();
      await node.start();
      expect(node.isFrozen()).toBe(false);
      expect(readFileSync(join(node.directory, 'starts'), 'utf8')).toBe('here\nhere\n');
    });

    test('is asked to stop before it is killed, and what it leaves behind is killed soon', async ({ ground }) => {
      const polite = 'trap "echo goodbye; exit 0" TERM; setsid sleep 300 & touch ready; while :; do sleep 0.05; done';
      const node = shell(ground, 'polite', polite);
      await node.start();
      await node.stop();
      expect(node.isAlive()).toBe(false);
      expect(node.said()).toContain('goodbye');
    });

    test('that ends before it is ready throws its last words and leaves nothing', async ({ ground }) => {
      const node = shell(ground, 'broken', 'echo "no such tablespace" >&2; exit 3');
      await expect(node.start()).rejects.toThrow(
        /broken does not start: it ended: exit code 3\. It said:\nno such tablespace/,
      );
      expect(node.isAlive()).toBe(false);
    });

    test('that is not ready in time is killed', async ({ ground }) => {
      const node = shell(ground, 'slow', 'exec sleep 300', { readyWithinMs: 150 });
      await expect(node.start()).rejects.toThrow('slow does not start: it is not ready after 150 ms');
      expect(node.isAlive()).toBe(false);
    });

    test('gets nothing of our environment, and is nobody', async ({ ground }) => {
      process.env['GROUND_SECRET'] = 'nsec';
      const said = await ground.run('sh', ['-c', 'echo "secret:$GROUND_SECRET user:$(id -u)"']);
      delete process.env['GROUND_SECRET'];
      expect(said).toBe(`secret: user:${ground.daemon.uid}\n`);
    });

    test('and a short program ends with what it left running', async ({ ground }) => {
      expect(await ground.run('sh', ['-c', 'setsid sleep 300 & cat'], { input: 'over' })).toBe('over');
      await expect(ground.run('sh', ['-c', 'echo why >&2; exit 4'])).rejects.toThrow(/exit code 4\. It said:\nwhy/);
      await expect(ground.run('sleep', ['300'], { withinMs: 100 })).rejects.toThrow('not over after 100 ms');
    });
  });

test.describe('a ground', () => {
  test('names the package of a program that is missing', async ({ ground }) => {
    expect(() => shell(ground, 'none', '', { program: 'pg_autoctl-of-nobody' })).toThrow(
      /is not installed here; on Debian: apt-get install pg_autoctl-of-nobody/,
    );
    await expect(ground.run('/nowhere/rabbitmqctl', [])).rejects.toThrow('apt-get install rabbitmq-server');
  });

  test('refuses a name twice, and one that is no name', ({ ground }) => {
    shell(ground, 'one', '');
    expect(() => shell(ground, 'one', '')).toThrow('there is a node one already');
    expect(() => shell(ground, '../one', '')).toThrow(/refuses to touch|no name for a node/);
  });

  test('gives each port once, below those of clients', async ({ ground }) => {
    const [some, more] = await Promise.all([ground.ports(50), ground.ports(50)]);
    expect(new Set([...some, ...more]).size).toBe(100);
    const [ephemeral = 0] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/).map(Number);
    expect(Math.max(...some, ...more)).toBeLessThan(ephemeral);
    expect(Math.min(...some, ...more)).toBeGreaterThan(10_000);
  });
});
