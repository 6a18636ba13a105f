import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { runProject } from '../../../lab/run/run-project.ts';
import { expect, test } from '../lab.ts';

const key = Buffer.from(SecretKey.generate().reveal()).toString('hex');
const USABLE = { PROD_RELAY_URL: 'wss://relay.example', PROD_CANARY_SECRET_KEY: key, PROD_CANARY_GROUP: 'canary' };

/** What is wrong, and the words that have to stand in the output. Nothing of it may reach a relay. */
const WRONG: { what: string; settings: Record<string, string>; words: string[] }[] = [
  {
    what: 'nothing is set',
    settings: {},
    words: ['PROD_RELAY_URL is not set', 'PROD_CANARY_SECRET_KEY is not set', 'PROD_CANARY_GROUP is not set'],
  },
  {
    what: 'a key is not a key',
    settings: { ...USABLE, PROD_CANARY_SECRET_KEY: 'correct horse battery' },
    words: ['PROD_CANARY_SECRET_KEY (number 1) is neither an nsec nor 64 hex digits', 'npm run keygen'],
  },
  {
    what: 'a URL is not one',
    settings: { ...USABLE, PROD_RELAY_URL: 'relay.example' },
    words: ['PROD_RELAY_URL is not a URL that starts with wss:// or ws://'],
  },
  {
    what: 'a name is mistyped',
    settings: { ...USABLE, PROD_CANARY_GRUOP: 'canary' },
    words: ['PROD_CANARY_GRUOP is not a setting', 'did you mean PROD_CANARY_GROUP?'],
  },
];

/** A second look changes nothing about settings. */
const ONCE = ['--retries=0'];

test.describe('prod-canary with unusable settings', { tag: '@slow' }, () => {
  for (const { what, settings, words } of WRONG) {
    test(`is red in one test where ${what}`, async ({}, testInfo) => {
      const run = await runProject({
        project: 'prod-canary',
        reports: testInfo.outputPath('reports'),
        settings,
        arguments: ONCE,
      });
      expect(run.exitCode).toBe(2);
      expect(run.red).toEqual(['canary/relay-answers']);
      expect(run.green).toEqual([]);
      for (const word of words) expect(run.output).toContain(word);
    });
  }

  test('is red whichever test was selected', async ({}, testInfo) => {
    const reports = testInfo.outputPath('reports');
    const run = await runProject({
      project: 'prod-canary',
      reports,
      settings: {},
      arguments: [...ONCE, '--grep=stranger'],
    });
    expect(run.exitCode).toBe(2);
    expect(run.red).toHaveLength(1);
    expect(run.output).toContain('PROD_RELAY_URL is not set');
  });

  test('pr-staging does not fall back to PROD_ settings', async ({}, testInfo) => {
    const run = await runProject({
      project: 'pr-staging',
      reports: testInfo.outputPath('reports'),
      settings: USABLE,
      arguments: ONCE,
    });
    expect(run.exitCode).toBe(2);
    expect(run.output).toContain('STAGING_RELAY_URL is not set');
  });
});
