import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installCrate } from '../install/crate.ts';
import { freshData } from '../install/fresh-data.ts';
import type { Peer } from '../peer.ts';

const TEMPLATE = 'lab/peers/nostr-rs-relay/config.toml';

/**
 * A relay in Rust on SQLite, without groups. Its build needs protoc. Not with its own Cargo.lock: the time 0.3.25 in it
 * does not compile with Rust 1.95 (E0282).
 */
export const nostrRsRelay: Peer = {
  name: 'nostr-rs-relay',
  build: 'nostr-rs-relay',
  about: 'nostr-rs-relay 0.8.12',
  groups: '',
  install: (directory) => installCrate(directory, { name: 'nostr-rs-relay', version: '0.8.12', locked: false }),
  command: (directory, port) => {
    const config = join(directory, 'config.toml');
    writeFileSync(config, readFileSync(TEMPLATE, 'utf8').replaceAll('$PORT', String(port)));
    return {
      file: join(directory, 'bin/nostr-rs-relay'),
      arguments: ['--config', config, '--db', freshData(directory)],
      env: {},
    };
  },
};
