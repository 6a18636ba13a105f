import { buildGoExample, LOOPBACK, relayCommand } from '../install/go-example.ts';
import type { Peer } from '../peer.ts';

const MODULE = 'github.com/fiatjaf/khatru';

/** The relay of khatru's README: in memory, no groups, and nothing is read from it without AUTH. */
export const khatruDemo: Peer = {
  name: 'khatru-demo',
  build: 'khatru-demo',
  about: `${MODULE}/examples/readme-demo v0.19.1`,
  groups: '',
  policies: ['auth-to-read'],
  install: (directory) =>
    buildGoExample(directory, {
      source: 'lab/peers/khatru-demo',
      module: MODULE,
      example: 'examples/readme-demo',
      replacements: [
        ['":3334"', LOOPBACK],
        ['"net/http"', '"net/http"\n\t"os"'],
      ],
    }),
  // Its store is a map without a lock: with two threads it ends with "fatal error: concurrent map iteration and map write".
  command: (directory, port) => {
    const command = relayCommand(directory, port);
    return { ...command, env: { ...command.env, GOMAXPROCS: '1' } };
  },
};
