import { createServer } from 'node:net';
import { compareStock, takeStock } from '../../../lab/ground/leaks.ts';
import { startGround } from '../../../lab/ground/start-ground.ts';
import { expect, shell, test } from './ground.ts';

test.describe('the leak check', () => {
  test('names what a session has on the machine, and nothing once it is left', async () => {
    const before = await takeStock();
    const ground = await startGround({ user: 'nobody' });
    const [port = 0] = await ground.ports(1);
    const server = createServer().listen(port, '127.0.0.1');
    await shell(ground, 'leak', 'touch ready; exec sleep 300').start();
    const leaks = compareStock(before, await takeStock()).filter(
      (leak) => leak.includes(ground.session) || leak.includes(`:${port}`),
    );
    expect(leaks.join('\n')).toMatch(/the process (sh|sleep) \(pid \d+, .*\) is left/);
    expect(leaks).toContain(`the directory ${ground.directory} is left`);
    expect(leaks).toContain(`a listener on 127.0.0.1:${port} is left`);
    await new Promise((resolve) => server.close(resolve));
    expect(await ground.leave()).toEqual([]);
    const after = compareStock(before, await takeStock());
    expect(after.filter((leak) => leak.includes(ground.session) || leak.includes(`:${port}`))).toEqual([]);
  });

  test('a ground that was left begins nothing new', async () => {
    const ground = await startGround({ user: 'nobody' });
    const node = shell(ground, 'late', 'exec sleep 300');
    await ground.leave();
    await expect(node.start()).rejects.toThrow('is being left; nothing new is begun in it');
    expect(await ground.leave()).toEqual([]);
  });
});
