import { expect, test } from '@playwright/test';
import { readOptions, type WatchOptions } from '../../../gate/watch/options.ts';
import { usable } from '../settings/usable-settings.ts';

const TOKEN = 'a-token-of-the-self-test';

/** Arguments and environment that are refused, and what the refusal names. */
const REFUSALS: Record<string, { given?: string[]; environment?: Record<string, string>; says: string[] }> = {
  'an interval without a unit': { given: ['--every=5'], says: ['--every is "5"', 'write 30s, 5m or 2h'] },
  'an interval that would flood a relay': { given: ['--every=1s'], says: ['--every is "1s"', 'from 10s to 24h'] },
  'a jitter above a half': { given: ['--jitter=60%'], says: ['--jitter is "60%"', 'from 0% to 50%'] },
  'no days of history': { given: ['--history-days=0'], says: ['--history-days is "0"'] },
  'a port without a host': { given: ['--listen=9464'], says: ['--listen is "9464"', '127.0.0.1:9464'] },
  'a port that is none': { given: ['--listen=127.0.0.1:70000'], says: ['--listen'] },
  'an unknown project': { given: ['--project=self'], says: ['--project is "self"', 'prod-canary'] },
  'an unknown option': { given: ['--evry=5m'], says: ["Unknown option '--evry'", '--help'] },
  'everybody, without a token': { given: ['--listen=0.0.0.0:9464'], says: ['RELAY_CANARY_WATCH_TOKEN is not set'] },
  'a name that is not this machine': { given: ['--listen=localhost.example:9464'], says: ['RELAY_CANARY_WATCH_TOKEN'] },
  'a short token': { environment: { RELAY_CANARY_WATCH_TOKEN: 'hunter22' }, says: ['shorter than 16 characters'] },
  'a token file that is not there': {
    environment: { RELAY_CANARY_WATCH_TOKEN_FILE: '/nowhere' },
    says: ['RELAY_CANARY_WATCH_TOKEN_FILE names /nowhere', 'ENOENT'],
  },
  'settings that are not usable': { environment: { PROD_RELAY_URL: '' }, says: ['PROD_RELAY_URL is not set'] },
  'everything at once': { given: ['--every=x', '--jitter=x'], says: ['(2)', '--every', '--jitter'] },
};

const read = (given: string[] = [], environment: Record<string, string> = {}): WatchOptions | 'help' =>
  readOptions(given, { ...usable(), ...environment });

test.describe('the options of a watch', () => {
  test('nothing has to be said', () => {
    expect(read()).toMatchObject({
      ...{ project: 'prod-canary', relay: 'wss://relay.example', everyMs: 300_000, jitter: 0.1, historyDays: 30 },
      ...{ listen: { host: '127.0.0.1', port: 9464, isLoopback: true }, token: undefined },
    });
  });

  for (const [what, { given, environment, says }] of Object.entries(REFUSALS))
    test(`${what} is refused, with the mend`, () => {
      for (const words of says) expect(() => read(given, environment)).toThrow(words);
      expect(() => read(given, environment)).not.toThrow('hunter22');
    });

  test('everybody is listened to with a token', () => {
    const environment = { RELAY_CANARY_WATCH_TOKEN: TOKEN };
    expect(read(['--listen=[::]:80'], environment)).toMatchObject({
      listen: { host: '::', port: 80, isLoopback: false },
      token: TOKEN,
    });
  });
});
