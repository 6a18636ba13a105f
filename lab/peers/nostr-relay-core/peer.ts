import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';
import { tool } from '../shell.ts';

const SOURCE = 'lab/peers/nostr-relay-core';

/** Whether the packages of an earlier run are those that are wanted now. */
const hasPackagesOf = (directory: string): boolean =>
  readFileSync(join(directory, 'package-lock.json'), 'utf8') ===
  readFileSync(join(SOURCE, 'package-lock.json'), 'utf8');

/** A relay library from npm without groups: whoever asks it whether strangers are kept out must be told no. */
export const nostrRelayCore: Peer = {
  name: 'nostr-relay-core',
  build: 'nostr-relay-core',
  about: '@nostr-relay/core 0.0.40',
  groups: '',
  // Live events come to every subscription of their kind, whatever its tags: also those of another check.
  workers: 1,
  install: async (directory) => {
    mkdirSync(directory, { recursive: true });
    const isInstalled = existsSync(join(directory, 'node_modules')) && hasPackagesOf(directory);
    for (const file of ['package.json', 'package-lock.json', 'server.mjs'])
      copyFileSync(join(SOURCE, file), join(directory, file));
    if (!isInstalled) await tool('npm', ['ci', '--ignore-scripts'], directory);
  },
  command: (directory, port) => ({
    file: process.execPath,
    arguments: [join(directory, 'server.mjs')],
    env: { PORT: String(port) },
  }),
};
