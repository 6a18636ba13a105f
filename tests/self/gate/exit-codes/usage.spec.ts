import { writeFileSync } from 'node:fs';
import { putUsers } from '../../../../fixtures/groups/moderation.ts';
import { Person } from '../../../../fixtures/people/person.ts';
import { SecretKey } from '../../../../fixtures/protocol/secret-key.ts';
import { agreed, expect, test } from '../gate-lab.ts';

/** Settings that cannot be used, and the words that have to stand in the summary. */
const SETTINGS: { what: string; settings: Record<string, string>; words: string }[] = [
  { what: 'a setting is missing', settings: { PROD_CANARY_GROUP: '' }, words: 'PROD_CANARY_GROUP is not set' },
  {
    what: 'a setting is not known',
    settings: { PROD_RELAY_ULR: 'wss://relay.example' },
    words: 'PROD_RELAY_ULR is not a setting',
  },
  {
    what: 'PROD_WEBHOOK_URL has no secret',
    settings: { PROD_WEBHOOK_URL: 'http://127.0.0.1:1' },
    words: 'PROD_WEBHOOK_SECRET is not set, but PROD_WEBHOOK_URL is',
  },
];

/** Arguments that cannot be used, and what is said about them. */
const ARGUMENTS: { what: string; wrong: string[]; words: string }[] = [
  { what: 'no project is named', wrong: [], words: '--project is not given' },
  { what: 'a project is not known', wrong: ['--project=prod'], words: '--project=prod is no project' },
  { what: 'a project has no verdict', wrong: ['--project=self'], words: '--project=self is no project' },
  {
    what: 'an option is not known',
    wrong: ['--project=prod-canary', '--deploy=d1'],
    words: '--deploy is no option: did you mean --deploy-id?',
  },
  { what: 'an option has no number', wrong: ['--project=prod-canary', '--deadline=soon'], words: '--deadline=soon' },
];

test.describe('the verdict usage', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  for (const { what, settings, words } of SETTINGS)
    test(`is exit code 2 where ${what}`, async ({ run }) => {
      const verdict = agreed(await run({ settings }));
      expect(verdict).toMatchObject({ verdict: 'usage', exitCode: 2, reason: 'settings-unusable', actions: [] });
      expect(verdict.summary).toContain(words);
    });

  test('is exit code 2 of Playwright', async ({ run }) => {
    const verdict = agreed(await run({ settings: { PROD_RELAY_URL: '' }, program: 'playwright' }));
    expect(verdict).toMatchObject({ verdict: 'usage', exitCode: 2, reason: 'settings-unusable' });
    expect(verdict.summary).toContain('PROD_RELAY_URL is not set');
  });

  for (const { what, wrong, words } of ARGUMENTS)
    test(`is exit code 2 where ${what}`, async ({ run }) => {
      const { exitCode, line, verdict } = await run({ arguments: wrong });
      expect({ exitCode, verdict }).toEqual({ exitCode: 2, verdict: undefined });
      expect(line).toMatchObject({ verdict: 'usage', exitCode: 2, summary: expect.stringContaining(words) });
    });

  test('is exit code 2 where PROD_SLO_FILE cannot be used', async ({ run, place }) => {
    writeFileSync(place('slo.yaml'), 'limits: { publsh: { p95Ms: 100 } }');
    const verdict = agreed(await run({ settings: { PROD_SLO_FILE: place('slo.yaml') } }));
    expect(verdict).toMatchObject({ verdict: 'usage', exitCode: 2, reason: 'settings-unusable' });
    expect(verdict.summary).toMatch(/PROD_SLO_FILE cannot be used: .*publsh/);
  });

  test('is exit code 2 where a canary is an admin', async ({ run, lab }) => {
    const [key, admin] = [SecretKey.generate(), SecretKey.parse(lab.settings['PROD_ADMIN_SECRET_KEY'] ?? '')];
    const person = await Person.connect(lab.url, { name: 'admin', key: admin });
    await person.publish(putUsers('canary', [key.pubkey], ['admin']));
    const settings = { PROD_CANARY_SECRET_KEY: Buffer.from(key.reveal()).toString('hex') };
    const verdict = agreed(await run({ settings }));
    person.leave();
    expect(verdict).toMatchObject({ verdict: 'usage', exitCode: 2, reason: 'settings-unusable' });
    expect(verdict.summary).toContain('PROD_CANARY_SECRET_KEY (number 1) is an admin of group "canary"');
  });
});
