import { buildGoExample, LOOPBACK, relayCommand } from '../install/go-example.ts';
import type { Peer } from '../peer.ts';

const MODULE = 'github.com/fiatjaf/relay29';

/**
 * relay29's example relay on khatru, by its author: in memory, a fresh key at each start. v0.5.1 is its newest tag. Its
 * store takes no lock: on one processor it does not now and then give an event twice.
 */
export const basicKhatru: Peer = {
  name: 'basic-khatru',
  build: 'basic-khatru',
  about: `${MODULE}/examples/basic-khatru v0.5.1`,
  groups: 'relay-canary,relay-canary-private:private',
  install: (directory) =>
    buildGoExample(directory, {
      source: 'lab/peers/basic-khatru',
      module: MODULE,
      example: 'examples/basic-khatru',
      replacements: [
        ['":2929"', LOOPBACK],
        ['"localhost:2929"', LOOPBACK],
        ['"net/http"', '"net/http"\n\t"os"'],
      ],
    }),
  command: (directory, port) => {
    const command = relayCommand(directory, port);
    return { ...command, env: { ...command.env, GOMAXPROCS: '1' } };
  },
};
