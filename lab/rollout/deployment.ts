import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { signFast } from '../../fixtures/protocol/signing.ts';
import { startHaproxy } from '../infrastructure/haproxy.ts';
import { startProgram } from '../infrastructure/program.ts';
import { makeScratch } from '../infrastructure/scratch.ts';
import { runProvision } from '../run/run-provision.ts';
import type { CleanUp } from './clean-up.ts';
import { foundGroup } from './found-group.ts';
import { SERVERS, type Version, type Why } from './journal.ts';
import type { MemberName, NewVersion } from './scenario.ts';

/** HAProxy before v1, with a group of real members and provisioned canary groups. */
export interface Deployment {
  /** As members reach it. */
  url: string;
  keys: Record<MemberName, SecretKey>;
  /** What points HAProxy somewhere writes here; see journal.ts. */
  journal: string;
  /** A path of a file or directory of this simulation. */
  file: (name: string) => string;
  /** With which prod-canary finds it. */
  settings: Record<string, string>;
  /** Where HAProxy answers 429 to everybody. */
  turnedAwayUrl: string;
  /** Starts v2 beside v1, on the same log. Gives its last words where it does not come up. */
  startV2: (v2: NewVersion) => Promise<string | undefined>;
  /** The shell command that points HAProxy to a version and cuts the connections to the other. */
  command: (to: Version, why: Why) => string;
  pointTo: (to: Version, why: Why) => Promise<void>;
}

const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

/** Puts v1 into service. Everything that was started is noted in `cleanUp`, also where this throws. */
export async function deploy(cleanUp: CleanUp): Promise<Deployment> {
  await signFast();
  const { file, remove } = makeScratch();
  cleanUp.later(remove);
  const data = file('events.jsonl');
  const ports = { v1: await freePort(), v2: await freePort() };
  const start = async (version: Version, ...more: string[]): Promise<void> => {
    const options = [`--port=${ports[version]}`, `--version=${version}`, `--data=${data}`, ...more];
    const program = ['--import', 'tsx', 'lab/rollout/instance.ts', ...options];
    const { stop } = await startProgram({
      ...{ program: process.execPath, arguments: program, port: ports[version], isApart: true },
    });
    cleanUp.later(stop);
  };
  await start('v1');
  const keys = await foundGroup(`ws://127.0.0.1:${ports.v1}`);
  const { url, turnedAwayUrl, socket } = await startFront([ports.v1, ports.v2], file('haproxy.sock'), cleanUp);
  const journal = file('journal.jsonl');
  const words = (to: Version, why: Why): string[] => {
    const from = to === 'v1' ? 'v2' : 'v1';
    return ['lab/rollout/point-to.mjs', socket, journal, why, SERVERS[to], SERVERS[from]];
  };
  const pointTo = async (to: Version, why: Why): Promise<void> => {
    await promisify(execFile)(process.execPath, words(to, why));
  };
  await pointTo('v1', 'begin');
  const settings = await provision(url);
  return {
    ...{ url, turnedAwayUrl, keys, journal, file, settings, pointTo },
    startV2: async (v2) => {
      const fault = typeof v2 === 'string' ? [] : [`--fault=${v2.fault}`];
      const volume = v2 === 'volume-missing' ? [`--data=${file('volume/events.jsonl')}`] : [];
      try {
        await start('v2', ...fault, ...volume);
        return undefined;
      } catch (error) {
        return (error as Error).message.replaceAll(`${file('')}/`, '');
      }
    },
    command: (to, why) => [process.execPath, ...words(to, why)].map((word) => `"${word}"`).join(' '),
  };
}

/** HAProxy before both versions. */
async function startFront(
  ports: number[],
  socket: string,
  cleanUp: CleanUp,
): Promise<{ url: string; turnedAwayUrl: string; socket: string }> {
  const port = await freePort();
  const { url, stop } = await startHaproxy({
    relays: ports.map((each) => `ws://127.0.0.1:${each}`),
    isApart: true,
    sections: [
      'frontend turned-away',
      `  bind 127.0.0.1:${port}`,
      '  http-request return status 429 content-type text/plain string "too many requests from your address"',
      'global',
      `  stats socket ${socket} mode 600 level admin`,
    ],
  });
  cleanUp.later(stop);
  return { url, turnedAwayUrl: `ws://127.0.0.1:${port}`, socket };
}

/** Provisions the canary groups as an operator would. The admin's key is not among the settings that are given. */
async function provision(url: string): Promise<Record<string, string>> {
  const settings = {
    PROD_RELAY_URL: url,
    PROD_CANARY_SECRET_KEY: [SecretKey.generate(), SecretKey.generate()].map(hex).join(','),
    PROD_CANARY_GROUP: 'canary,canary-private:private',
  };
  await runProvision({ ...settings, PROD_ADMIN_SECRET_KEY: hex(SecretKey.generate()) }, 'prod');
  return settings;
}
