import { buildGoExample, LOOPBACK, relayCommand } from '../install/go-example.ts';
import type { Peer } from '../peer.ts';

const MODULE = 'github.com/pippellia-btc/rely';

/**
 * rely's example of AUTH, without groups. As it is, it says OK true to every event and keeps none: its two hooks are
 * filled with events in memory (memory.go).
 */
export const relyAuth: Peer = {
  name: 'rely-auth',
  build: 'rely-auth',
  about: `${MODULE}/examples/auth v1.2.2, with events in memory`,
  groups: '',
  install: (directory) =>
    buildGoExample(directory, {
      source: 'lab/peers/rely-auth',
      module: MODULE,
      example: 'examples/auth',
      extraFiles: ['memory.go'],
      replacements: [
        ['"localhost:3334"', LOOPBACK],
        ['"relay.example.com"', 'os.Getenv("DOMAIN")'],
        ['relay.On.Connect =', 'relay.On.Event, relay.On.Req = inMemory()\n\trelay.On.Connect ='],
      ],
    }),
  command: (directory, port, publicPort = port) => {
    const command = relayCommand(directory, port);
    return { ...command, env: { ...command.env, DOMAIN: `127.0.0.1:${publicPort}` } };
  },
};
