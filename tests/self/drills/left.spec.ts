import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { takeStock } from '../../../lab/ground/leaks.ts';
import { expect, shell, test } from '../ground/ground.ts';

for (const isApproximate of [false, true])
  test.describe(`a ground ${isApproximate ? 'without' : 'with'} cgroups that was left`, () => {
    test.use({ isApproximate });

    test('starts no node again that ran on it, and makes no directory', async ({ ground }) => {
      const node = shell(ground, 'again', 'touch ready; exec sleep 300');
      await node.start();
      expect(await ground.leave()).toEqual([]);
      await expect(node.start()).rejects.toThrow('is being left; nothing new is begun in it');
      await expect(node.freeze()).rejects.toThrow('it does not run');
      expect(() => ground.place('late')).toThrow('is being left');
      expect(existsSync(ground.directory)).toBe(false);
    });

    test('has ended whoever was told to write in it, though it was no node', async ({ ground }) => {
      const env = { PATH: process.env['PATH'], REPORTS: `${ground.directory}/reports` };
      const writer = spawn('sleep', ['300'], { env, stdio: 'ignore' });
      const ended = once(writer, 'exit');
      await once(writer, 'spawn');
      expect((await takeStock()).processes.join('\n')).toMatch(new RegExp(`sleep \\(pid ${writer.pid ?? 0},.*told of`));
      expect(await ground.leave()).toEqual([]);
      expect(await ended).toEqual([null, 'SIGKILL']);
    });
  });
