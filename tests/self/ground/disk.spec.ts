import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillDisk, flipBytes, wipe } from '../../../lab/ground/disk.ts';
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
    const flipped = flipBytes(file, 3, 42);
    expect(flipBytes(same, 3, 42)).toEqual(flipped);
    const differing = [...readFileSync(file)].flatMap((is, offset) => (is === 7 ? [] : [{ offset, was: 7, is }]));
    expect(differing).toEqual([...flipped].sort((a, b) => a.offset - b.offset));
    expect(differing).toHaveLength(3);
    expect(statSync(file).mtimeMs).toBeCloseTo(mtimeMs, -1);
    expect(() => flipBytes('/etc/passwd', 1, 1)).toThrow('game day refuses to touch');
    chmodSync(file, 0o600);
    expect(() => flipBytes(file, 2000, 1)).toThrow('has 1000 bytes, 2000 are to be flipped');
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
