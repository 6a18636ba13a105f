import { makeScratch } from '../../infrastructure/scratch.ts';
import type { Injection, Place } from '../fault.ts';
import { CHANGES, type ChangeName } from './lifecycle-changes.ts';

/** A place where checks can start and stop a relay of their own: `program` and its arguments; the last one is a data file. */
export function commandPlace(...program: string[]): Place {
  const scratch = makeScratch();
  const words = [process.execPath, '--import', 'tsx', ...program, scratch.file('events.jsonl')];
  const command = words.map((word) => `"${word}"`).join(' ');
  return {
    environment: { RELAY_COMMAND: `exec ${command}` },
    stop: scratch.remove,
  };
}

const place = (name: ChangeName): Place => commandPlace('lab/faults/parts/lifecycle-relay.ts', name);

/** The relay comes back changed from a restart, and so does one that a check starts and stops itself. */
export const atRestart = (name: ChangeName): Injection => ({
  at: 'infrastructure',
  healthy: () => Promise.resolve(place('none')),
  broken: async (relay) => {
    await relay.restart(CHANGES[name]());
    return place(name);
  },
});
