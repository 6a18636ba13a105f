import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { arrive, read } from '../../rollout/relay/member.ts';

const AT_ONCE = 200;

/** Those of these events that the relay shows to a stranger who asks for them by id. Empty also where it does not answer. */
export async function ask(url: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const connection = await arrive(url, SecretKey.generate());
  const shown: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    shown.push(...(await read(connection, ids.slice(from, from + AT_ONCE))));
  connection.close();
  return shown;
}
