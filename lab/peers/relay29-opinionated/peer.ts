import { randomBytes } from 'node:crypto';
import { freshData } from '../install/fresh-data.ts';
import { buildGoExample, relayCommand } from '../install/go-example.ts';
import type { Peer } from '../peer.ts';

const MODULE = 'github.com/fiatjaf/relay29';

/**
 * relay29's relay as it is deployed, on LMDB (so its build needs a C compiler). Two of its policies are taken out: groups
 * are made on a web page behind a captcha only, and a group takes 15 events and then one in two minutes.
 */
export const relay29Opinionated: Peer = {
  name: 'relay29-opinionated',
  build: 'relay29-opinionated',
  about: `${MODULE}/examples/opinionated v0.5.1`,
  groups: 'relay-canary,relay-canary-private:private',
  install: (directory) =>
    buildGoExample(directory, {
      source: 'lab/peers/relay29-opinionated',
      module: MODULE,
      example: 'examples/opinionated',
      replacements: [
        ['":"+s.Port', '"127.0.0.1:"+s.Port'],
        ['\t\trateLimit,\n', ''],
        ['\t\tpreventGroupCreation,\n', ''],
      ],
    }),
  command: (directory, port) => {
    const { file, arguments: args, env } = relayCommand(directory, port);
    return {
      file,
      arguments: args,
      env: {
        ...env,
        DOMAIN: `127.0.0.1:${port}`,
        RELAY_NAME: 'relay29',
        RELAY_PRIVKEY: randomBytes(32).toString('hex'),
        DATABASE_PATH: freshData(directory),
      },
    };
  },
};
