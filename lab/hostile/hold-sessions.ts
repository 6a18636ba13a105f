import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../fixtures/config/settings.ts';
import { startLabRelay } from '../run/lab-relay.ts';
import { Lane } from './lane.ts';
import { holdSession, isAboutTime, type Session, type Surroundings } from './session.ts';

/** Starts a healthy relay of which each session gets a copy, and a directory for artifacts. */
export async function inTheLab<Result>(
  work: (surroundings: Surroundings, directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-hostile-'));
  const lab = await startLabRelay();
  try {
    const members = readSettings('prod', lab.settings).members.map(({ pubkey }) => pubkey);
    return await work({ lab, members }, directory);
  } finally {
    await lab.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Holds sessions with these seeds, so many at a time, each at a time with a process of its own that visits. */
export const holdSessions = (
  seeds: number[],
  lanes: number,
  tell: (session: Session) => void = () => undefined,
): Promise<Session[]> =>
  inTheLab(async (surroundings, directory) => {
    const [waiting, sessions]: [number[], Session[]] = [[...seeds], []];
    const work = async (lane: Lane): Promise<void> => {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const session = await holdOnce(seed, lane, surroundings);
        sessions.push(session);
        tell(session);
      }
      lane.stop();
    };
    await Promise.all(Array.from({ length: lanes }, (_, index) => work(new Lane(join(directory, String(index))))));
    return sessions.toSorted((one, other) => one.seed - other.seed);
  });

/** A session that took too long, and nothing else, is held again: the machine may have had too much to do. */
async function holdOnce(seed: number, lane: Lane, surroundings: Surroundings): Promise<Session> {
  const session = await holdSession(seed, lane, surroundings);
  const isLate = session.problems.length > 0 && session.problems.every(isAboutTime);
  return isLate ? holdSession(seed, lane, surroundings) : session;
}
