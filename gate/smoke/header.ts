import type { Environment } from '../../fixtures/config/environment.ts';
import { PREFIX } from '../../fixtures/config/names.ts';
import type { SmokeTarget } from './arguments.ts';

/**
 * What is looked at, from where the settings say it is: the first lines of the log. Settings that are wrong are told here
 * as they stand, without what could be a secret; the run says what is wrong with them.
 */
export function headerOf(target: SmokeTarget, environment: Environment, now: Date): string[] {
  const at = now.toISOString().replace('T', ' ').slice(0, 19);
  const [relay, streams] =
    target === 'local'
      ? ['the embedded one', 'the embedded ones: frontend and backend, mock']
      : placesOf(PREFIX[target], environment);
  return [`smoke · ${target} · ${at} UTC`, `  relay    ${relay}`, `  streams  ${streams}`];
}

function placesOf(prefix: string, environment: Environment): [string, string] {
  const read = (name: string): string => environment[`${prefix}_${name}`]?.trim() ?? '';
  const [relay, url] = [read('RELAY_URL'), read('STREAMS_URL')];
  if (url === '')
    return [
      shown(relay, `${prefix}_RELAY_URL`),
      `none: ${prefix}_STREAMS_URL is not set, so the relay alone is judged`,
    ];
  const network =
    prefix === PREFIX.prod
      ? 'only read'
      : wordOf(read('STREAMS_NETWORK'), `${prefix}_STREAMS_NETWORK is not set: nothing is written`);
  const dialect = wordOf(read('STREAMS_DIALECT'), `${prefix}_STREAMS_DIALECT is not set`);
  return [shown(relay, `${prefix}_RELAY_URL`), `${shown(url, `${prefix}_STREAMS_URL`)} (${dialect}, ${network})`];
}

/** An address without what may be a secret: a user, a password, a query. */
function shown(text: string, setting: string): string {
  if (text === '') return `${setting} is not set`;
  if (text === 'none') return `none: ${setting} says so, and the streams alone are judged`;
  if (!URL.canParse(text)) return `${setting} is not a URL`;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`.replace(/\/$/, '');
}

/** One word of the settings; anything else may be a secret in the wrong place. */
const wordOf = (text: string, otherwise: string): string =>
  text === '' ? otherwise : /^[a-z]{1,20}$/.test(text) ? text : '?';
