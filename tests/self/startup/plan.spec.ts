import { expect, test } from '@playwright/test';
import { SettingsError } from '../../../fixtures/config/problem.ts';
import { relayEnvironment } from '../../../fixtures/config/relay-command.ts';
import { environmentIn } from '../../../fixtures/startup/environment.ts';
import { givenRelay } from '../../../fixtures/startup/given.ts';
import { plansFor } from '../../../fixtures/startup/plan.ts';
import { readStartupRules } from '../../../fixtures/startup/rules.ts';

const WITHIN = { refuseMs: 1, serveMs: 2 };
const NOTHING = { command: undefined, rules: undefined };
const embedded = readStartupRules('docs/startup/embedded.yaml');

test.describe('which relay is started', () => {
  test('is the embedded one for local, and none for staging, where no command is set', () => {
    expect(givenRelay('local', NOTHING)).toMatchObject({ rules: { relay: 'the embedded relay' }, hasOwnData: true });
    expect(givenRelay('staging', NOTHING)).toBeUndefined();
  });

  test('is that of RELAY_COMMAND for both, with data in one place', () => {
    const named = { command: './relay', rules: 'docs/startup/embedded.yaml' };
    for (const target of ['local', 'staging'] as const)
      expect(givenRelay(target, named)).toEqual({ command: './relay', rules: embedded, hasOwnData: false });
  });

  test('promises nothing where nobody describes it, and is asked for the rest', () => {
    const { rules = embedded } = givenRelay('staging', { ...NOTHING, command: './relay' }) ?? {};
    expect(plansFor('a signal', rules, WITHIN)).toMatchObject({
      applies: false,
      because: expect.stringContaining('singleInstance'),
    });
    expect(plansFor('bad configuration', rules, WITHIN)).toMatchObject({
      applies: false,
      because: expect.stringContaining('refusals'),
    });
    expect(plansFor('no signal', rules, WITHIN)).toMatchObject({ applies: true });
    expect(plansFor('a taken port', rules, WITHIN)).toMatchObject({ applies: true });
  });

  test('is not told where the description cannot be used or has nothing to describe', () => {
    for (const named of [
      { command: './relay', rules: 'docs/none.yaml' },
      { command: undefined, rules: 'docs/startup/embedded.yaml' },
    ])
      expect(() => givenRelay('local', named)).toThrow(SettingsError);
  });
});

test.describe('the environment of a relay', () => {
  test.beforeEach(() => {
    for (const name of ['FLY_APP_NAME', 'PYRYCODE_RELAY_SINGLE_INSTANCE', 'STAGING_SECRET']) process.env[name] = 'ours';
  });

  test.afterEach(() => {
    for (const name of ['FLY_APP_NAME', 'PYRYCODE_RELAY_SINGLE_INSTANCE', 'STAGING_SECRET']) delete process.env[name]; // eslint-disable-line @typescript-eslint/no-dynamic-delete
  });

  test('holds no secret and nothing that the machine of this suite says of instances', ({}, testInfo) => {
    const relay = { command: '', rules: embedded, hasOwnData: false };
    const environment = environmentIn(testInfo.outputDir, relay)(7777, {});
    expect(Object.keys(environment)).not.toContain('FLY_APP_NAME');
    expect(Object.keys(environment)).not.toContain('PYRYCODE_RELAY_SINGLE_INSTANCE');
    expect(Object.keys(environment)).not.toContain('STAGING_SECRET');
    expect(environment).toMatchObject({ PORT: '7777', PATH: process.env['PATH'] });
    expect(relayEnvironment(1)['FLY_APP_NAME']).toBe('ours');
  });

  test('has what a plan adds, with its placeholders filled, and data of its own', ({}, testInfo) => {
    const relay = { command: '', rules: embedded, hasOwnData: true };
    const environment = environmentIn(testInfo.outputDir, relay)(7777, { FLY_APP_NAME: 'a', KEY: '{missing}' });
    expect(environment['FLY_APP_NAME']).toBe('a');
    expect(environment['KEY']).toMatch(/startup-\w+\/missing$/);
    expect(environment['RELAY_DATA']).toMatch(/startup-\w+\/events\.jsonl$/);
  });
});
