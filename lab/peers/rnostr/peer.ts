import { join } from 'node:path';
import { installCrate } from '../install/crate.ts';
import { freshData } from '../install/fresh-data.ts';
import type { Peer } from '../peer.ts';

/**
 * A relay in Rust on LMDB, without groups. Its search (switched off here) brings in dictionaries of Japanese and Korean
 * that are downloaded during the build from where not every network gets; DOCS_RS makes their crates do without.
 */
export const rnostr: Peer = {
  name: 'rnostr',
  build: 'rnostr',
  about: 'rnostr 0.4.8',
  groups: '',
  install: (directory) =>
    installCrate(directory, { name: 'rnostr', version: '0.4.8', locked: true, env: { DOCS_RS: '1' } }),
  command: (directory, port) => ({
    file: join(directory, 'bin/rnostr'),
    arguments: ['relay', '-c', 'lab/peers/rnostr/rnostr.toml'],
    env: { RNOSTR_NETWORK__PORT: String(port), RNOSTR_DATA__PATH: freshData(directory) },
  }),
};
