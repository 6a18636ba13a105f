import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillDisk, wipe } from '../../../lab/ground/disk.ts';
import { flipBytes, type Flip } from '../../../lab/ground/flip-bytes.ts';
import { seededRandom } from '../../../lab/random.ts';
import { expect, isRoot, shell, test } from './ground.ts';

test.describe('a disk', () => {
  test('is wiped, and what the node said is kept', async ({ ground }) => {
    const node = shell(ground, 'store', 'mkdir data; echo x > data/x; echo hello; touch ready; exec sleep 300');
    await node.start();
    expect(wipe(node, 'data')).toBe(1);
    expect(() => wipe(node, 'data')).toThrow('there is nothing to wipe');
    expect(wipe(node)).toBe(2);
    expect(readdirSync(node.directory)).toEqual(['output.log']);
    expect(node.said()).toBe('hello\n');
    expect(() => wipe(node, '../../..')).toThrow('game day refuses to touch');
  });

  test('rots: some bytes differ, by the seed, and nothing else does', ({ ground }) => {
    const [file, same] = [join(ground.directory, 'fragment'), join(ground.directory, 'same')];
    for (const path of [file, same]) writeFileSync(path, Buffer.alloc(1000, 7));
    const { mtimeMs } = statSync(file);
    const flip = (path: string, count = 3): Flip =>
      flipBytes(path, { random: seededRandom(42), count, fromShare: 0.5 });
    const { at, isMended } = flip(file);
    expect(flip(same).at).toEqual(at);
    expect([...readFileSync(file)].flatMap((is, offset) => (is === 7 ? [] : [offset]))).toEqual(at);
    expect(at.filter((offset) => offset >= 500)).toHaveLength(3);
    expect(statSync(file).mtimeMs).toBeCloseTo(mtimeMs, -1);
    expect(isMended()).toBe(false);
    expect(() => flip('/etc/passwd', 1)).toThrow('game day refuses to touch');
    expect(() => flip(file, 2000)).toThrow('has only 1000 bytes');
  });
});

/** Mounting is root's. */
const ofRoot = isRoot ? [1_000_000] : [];

for (const sizeBytes of ofRoot)
  test(`a disk of ${sizeBytes} bytes is full for the node, and has room again`, async ({ ground }) => {
    const write =
      'touch ready; until [ -e data/go ]; do sleep 0.02; done; echo x > data/y && echo stored; exec sleep 300';
    const node = shell(ground, 'small', write);
    const disk = await fillDisk(ground, node, { directory: 'data', sizeBytes });
    writeFileSync(join(disk.path, 'go'), '');
    expect(disk.fill()).toBeGreaterThan(900_000);
    expect(disk.freeBytes()).toBe(0);
    await node.start();
    await expect.poll(() => node.said()).toMatch(/No space left|I\/O error/);
    disk.empty();
    expect(disk.freeBytes()).toBeGreaterThan(900_000);
    await node.kill();
    await disk.unmount();
    expect(existsSync(join(disk.path, 'go'))).toBe(false);
  });
