import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startHaproxy } from '../infrastructure/haproxy.ts';
import type { CleanUp } from './clean-up.ts';
import { SERVERS, type Version, type Why } from './journal.ts';

/** HAProxy before both versions. */
export interface Front {
  /** As people reach it: host and port. */
  host: string;
  /** What points HAProxy somewhere writes here; see journal.ts. */
  journal: string;
  /** The shell command that points HAProxy to a version and away from the other. */
  command: (to: Version, why: Why) => string;
  pointTo: (to: Version, why: Why) => Promise<void>;
}

interface FrontOptions {
  ports: Record<Version, number>;
  /** A path for a file of the simulation. */
  file: (name: string) => string;
  /** What becomes of those who are at the version that is left: connections are cut, or what was begun there ends there. */
  leave: 'cut' | 'drain';
  /** Sections of HAProxy's configuration. */
  sections?: string[];
}

/** What was begun with one version is known by a cookie, which is HAProxy's own. */
const STICKY = ['cookie SERVED insert indirect nocache dynamic', 'dynamic-cookie-key rollout'];

/** Starts HAProxy, pointed to v1. */
export async function startFront(
  { ports, file, leave, sections = [] }: FrontOptions,
  cleanUp: CleanUp,
): Promise<Front> {
  const [socket, journal] = [file('haproxy.sock'), file('journal.jsonl')];
  const { url, stop } = await startHaproxy({
    relays: [ports.v1, ports.v2].map((port) => `ws://127.0.0.1:${port}`),
    isApart: true,
    backend: leave === 'drain' ? STICKY : [],
    sections: [...sections, 'global', `  stats socket ${socket} mode 600 level admin`],
  });
  cleanUp.later(stop);
  const words = (to: Version, why: Why): string[] => {
    const from = to === 'v1' ? 'v2' : 'v1';
    return ['lab/rollout/point-to.mjs', socket, journal, why, SERVERS[to], SERVERS[from], leave];
  };
  const pointTo = async (to: Version, why: Why): Promise<void> => {
    await promisify(execFile)(process.execPath, words(to, why));
  };
  await pointTo('v1', 'begin');
  return {
    ...{ host: new URL(url).host, journal, pointTo },
    command: (to, why) => [process.execPath, ...words(to, why)].map((word) => `"${word}"`).join(' '),
  };
}
