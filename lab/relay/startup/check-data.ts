import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** How a log of events begins, as does one of which only half a line was written. */
const BEGINS = '{';

/**
 * Throws where the file of the data is there and cannot be a log of events: a directory, a device, or a file of something
 * else, which would be taken for a line that was cut off and be emptied. Changes nothing.
 */
export function checkData(file: string): void {
  const state = statSync(file, { throwIfNoEntry: false });
  if (state === undefined || (state.isFile() && state.size === 0)) return;
  if (!state.isFile())
    throw new Error(`--data: ${file} is ${state.isDirectory() ? 'a directory' : 'no plain file'}; name a file`);
  if (firstCharacter(file) !== BEGINS)
    throw new Error(`--data: ${file} is not a log of events; nothing of it was changed, name another file`);
}

function firstCharacter(file: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const byte = Buffer.alloc(1);
    readSync(descriptor, byte);
    return byte.toString('latin1');
  } catch (error) {
    throw new Error(`--data: ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
