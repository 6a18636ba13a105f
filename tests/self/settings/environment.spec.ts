import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test as base } from '@playwright/test';
import { readEnvironment } from '../../../fixtures/config/environment.ts';

/** With a file of settings for this test, and the environment as it was afterwards. */
const test = base.extend<{ settingsFile: (content: string) => string }>({
  settingsFile: async ({}, use, testInfo) => {
    const before = { ...process.env };
    await use((content) => {
      const file = testInfo.outputPath('settings.env');
      writeFileSync(file, content);
      process.env['RELAY_CANARY_ENV_FILE'] = file;
      return file;
    });
    process.env = before;
  },
});

test.describe('the environment', () => {
  test('is completed from the file', ({ settingsFile }) => {
    settingsFile('# a comment\nSELF_TEST_A=1\nSELF_TEST_B="two words"\n');
    expect(readEnvironment()).toMatchObject({ SELF_TEST_A: '1', SELF_TEST_B: 'two words', PATH: process.env['PATH'] });
  });

  test('comes before the file', ({ settingsFile }) => {
    settingsFile('SELF_TEST_A=from the file\n');
    process.env['SELF_TEST_A'] = 'from the environment';
    expect(readEnvironment()['SELF_TEST_A']).toBe('from the environment');
  });

  test('is not written to: no child process inherits what the file holds', ({ settingsFile }) => {
    settingsFile('SELF_TEST_SECRET_KEY=0123456789\n');
    expect(readEnvironment()['SELF_TEST_SECRET_KEY']).toBe('0123456789');
    expect(process.env['SELF_TEST_SECRET_KEY']).toBeUndefined();
  });

  test('cannot be read from a file that is named and absent', ({ settingsFile }) => {
    process.env['RELAY_CANARY_ENV_FILE'] = `${settingsFile('')}.absent`;
    expect(readEnvironment).toThrow('RELAY_CANARY_ENV_FILE or .env cannot be read: ENOENT');
  });
});

test('.env.example is what the list of settings says', async () => {
  const generate = ['--import', 'tsx', 'fixtures/config/generate-example.ts', '--check'];
  const { stderr } = await promisify(execFile)(process.execPath, generate);
  expect(stderr).toBe('');
});
