import { defineConfig, type Project } from '@playwright/test';
import type { Pace } from '../../fixtures/nightly/pace.ts';
import type { KnownFailures } from '../../fixtures/requirements/known-failures.ts';
import type { TargetName } from '../../fixtures/target.ts';
import { sharedChannel } from '../../lab/faults/parts/capacity-channel.ts';
import type { Seams } from '../../lab/relay/seams.ts';
import type { RelayOptions } from '../../lab/relay/start.ts';

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

/** The nightly checks in a hurry: what they wait for is broken at once. */
const HURRY: Pace = { idleSeconds: 0.6, soakSeconds: 0.5, writeEveryMs: 50, lifeSeconds: 2 };

interface Options {
  targetName: TargetName;
  localRelay: RelayOptions;
  knownFailures: KnownFailures;
  pace: Pace;
}

/** One file of tests/nightly against a relay that breaks what it is about. What has to be red is listed as known to be. */
const project = (file: string, broken: string, red: string[], localRelay: RelayOptions): Project<object, Options> => ({
  name: `broken: ${broken}`,
  testMatch: `nightly/${file}.spec.ts`,
  use: {
    targetName: 'local',
    localRelay,
    pace: HURRY,
    knownFailures: Object.fromEntries(red.map((name) => [`nightly/${name}`, broken])),
  },
});

/** The sixteenth message is delivered to nobody. */
function losingOne(): Partial<Seams> {
  const seen = new Set<string>();
  return {
    deliver: ({ id, kind }, _subscription, next) => {
      if (kind === 9) seen.add(id);
      if (kind !== 9 || [...seen].indexOf(id) !== 15) next();
    },
  };
}

export default defineConfig<object, Options>({
  testDir: '..',
  outputDir: `${reports}/test-results`,
  reporter: [['json', { outputFile: `${reports}/results.json` }]],
  workers: 3,
  fullyParallel: true,
  projects: [
    project('connections', 'quiet connections are cut after 200 ms', ['quiet-connections-stay'], {
      seams: {
        socket: (_webSocket, { socket }) => {
          socket.setTimeout(200, () => socket.destroy());
        },
      },
    }),
    project('connections', 'subscriptions are deaf after 300 ms', ['quiet-connections-stay'], {
      seams: {
        socket: (webSocket) => {
          const send = webSocket.send.bind(webSocket);
          const deafAt = performance.now() + 300;
          webSocket.send = (data: string) => {
            if (performance.now() < deafAt || !data.startsWith('["EVENT"')) send(data);
          };
        },
      },
    }),
    project('expiration', 'expirations are not looked at', ['expired-stays-away', 'expired-is-not-counted'], {
      seams: {
        writeDecision: (healthy) => (healthy.reason.includes('has expired') ? { accepted: true, reason: '' } : healthy),
        visible: () => true,
      },
    }),
    project('soak', 'a connection is cut after eight events', ['soak-loses-nothing'], {
      seams: {
        socket: (webSocket) => {
          let messages = 0;
          webSocket.on('message', (data) => {
            if ((data as Buffer).toString().startsWith('["EVENT"')) messages += 1;
            if (messages > 8) webSocket.terminate();
          });
        },
      },
    }),
    project('slow-reader', 'one slow reader stops the delivery to all', ['slow-reader-harms-nobody'], {
      seams: sharedChannel(16),
    }),
    project('soak', 'one message is not delivered', ['soak-loses-nothing'], {
      seams: losingOne(),
    }),
    project(
      'restart',
      'RELAY_COMMAND forgets everything and says nothing when it ends',
      ['restart-loses-nothing', 'restart-keeps-groups', 'restart-keeps-identity', 'restart-says-goodbye'],
      {},
    ),
  ],
});
