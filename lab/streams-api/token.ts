import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A token, and in words where it is to be found: it is never printed. */
interface FoundToken {
  token: string;
  from: string;
}

/**
 * The token of the first user: from the environment (STREAMS_API_TOKEN), else from the file beside the data, which is made
 * with a random one when it is missing; without data in a directory for what is temporary.
 */
export function apiToken(given: string | undefined, dataFile: string | undefined): FoundToken {
  if (given !== undefined && given !== '') return { token: given, from: 'the one of STREAMS_API_TOKEN' };
  const file =
    dataFile === undefined ? join(mkdtempSync(join(tmpdir(), 'streams-api-')), 'token') : `${dataFile}.token`;
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return { token: readFileSync(file, 'utf8').trim(), from: `in ${file}` };
}
