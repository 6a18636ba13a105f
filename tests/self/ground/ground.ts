import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Ground, Node, NodeProgram } from '../../../lab/ground/ground.ts';
import { startGround } from '../../../lab/ground/start-ground.ts';

export { expect } from '@playwright/test';

/** Namespaces, mounts and cgroups are root's: without it there is nothing to test of them. */
export const isRoot = process.getuid?.() === 0;

/** A ground whose nodes run as nobody: no user has to be made for these tests. What cannot be taken back fails the test. */
export const test = base.extend<{ isApproximate: boolean; ground: Ground }>({
  isApproximate: [false, { option: true }],
  ground: async ({ isApproximate }, use) => {
    const ground = await startGround({ user: 'nobody', isApproximate });
    await use(ground);
    const failed = await ground.leave();
    base.expect(failed, 'what could not be taken back').toEqual([]);
  },
});

/** A node that runs a line of shell, ready once that made a file `ready` in the node's directory. */
export function shell(ground: Ground, name: string, line: string, more: Partial<NodeProgram> = {}): Node {
  const ready = join(ground.place(name), 'ready');
  return ground.node({
    name,
    program: 'sh',
    arguments: ['-c', line],
    isReady: () => Promise.resolve(existsSync(ready)),
    readyWithinMs: 10_000,
    ...more,
  });
}

/** A node that answers each piece with the same piece, on a port of an address. */
export const echo = (
  ground: Ground,
  name: string,
  port: number,
  more: { address?: string; namespace?: string } = {},
): Node => {
  const code = `require('net').createServer((s) => s.on('error', () => 0).pipe(s)).listen(${port}, '${more.address ?? '127.0.0.1'}',
    () => require('fs').writeFileSync('ready', ''))`;
  return shell(ground, name, '', {
    program: process.execPath,
    arguments: ['-e', code],
    ...(more.namespace !== undefined && { namespace: more.namespace }),
  });
};
