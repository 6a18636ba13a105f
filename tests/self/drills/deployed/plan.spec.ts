import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { asProd } from '../../../../lab/drills/deployed/canary.ts';
import { makeRunner } from '../../../../lab/drills/deployed/command.ts';
import { readPlan } from '../../../../lab/drills/deployed/plan.ts';
import { test, type Written } from './relay.ts';

test.describe('a file of drills', () => {
  for (const [words, drill, plan] of [
    ['drills.0.proof is missing: write a shell line, or a list', { proof: undefined }, {}],
    ['drills.0.heal is the same command as fault', { fault: 'a', heal: 'a' }, {}],
    ['drills.0.healed is the same command as proof', { proof: 'a', healed: 'a' }, {}],
    ['drills.0.fault is no command: write', { fault: { run: 'a' } }, {}],
    ['drills.0.id is no id: write A to E and a number, such as B1', { id: 'relay' }, {}],
    ['drills.0.budget.back is not a number of seconds from 0 to 3600', { budget: { back: '10 s' } }, {}],
    ['drills.0 has the unknown setting faults: take it out', { faults: 'a' }, {}],
    ['environment is missing: name what is broken', {}, { environment: undefined }],
    ['kind is not known: write staging or production', {}, { kind: 'prod' }],
    ['http.health holds a user name or password', {}, { http: { health: 'https://a:b@relay.example/' } }],
    ['load.every is less than a second: a deployed relay', {}, { relay: 'wss://relay.example' }],
    ['drills is empty: list at least one', {}, { drills: [] }],
  ] as [string, Written, Written][])
    test(`is refused where ${words}`, ({ file }) => {
      const path = file(drill, plan);
      expect(() => readPlan(path)).toThrow(`  ${words}`);
      expect(() => readPlan(path)).toThrow(`--from: ${path} cannot be used`);
    });

  test('is refused where it cannot be read, by its name', () => {
    expect(() => readPlan('no-such.yaml')).toThrow('--from: no-such.yaml cannot be read: ENOENT');
  });

  test('has an example that can be used', () => {
    const { environment, drills } = readPlan('docs/game-days/staging.example.yaml');
    expect(environment).toBe('staging');
    const text = JSON.stringify(drills);
    for (const tool of ['ssh', 'docker', 'incus', 'kubectl', 'systemctl']) expect(text).toContain(`"${tool}"`);
    const documented = readFileSync('docs/game-days/deployed.md', 'utf8');
    for (const setting of Object.keys(drills[0]?.budget ?? {})) expect(documented).toContain(`\`${setting}\``);
  });
});

test.describe('commands', () => {
  const runner = makeRunner({ STAGING_CANARY_SECRET_KEY: 'a'.repeat(64), DATABASE_PASSWORD: 'correct horse' });

  test('are told in one line, without the secrets of our environment and without control characters', async () => {
    const { exitCode, words } = await runner.run(`printf 'key ${'a'.repeat(64)}\\n\\033[2Jcorrect horse'; exit 3`, {
      withinMs: 5_000,
    });
    expect(exitCode).toBe(3);
    expect(words).toBe('exit code 3: key [redacted] [2J[redacted]');
  });

  test('are ended with their children at their deadline, and when the session is left', async () => {
    const late = await runner.run('sleep 60 & sleep 60', { withinMs: 100 });
    const left = await runner.run(['sleep', '60'], { withinMs: 60_000, signal: AbortSignal.timeout(50) });
    expect([late.words, left.words]).toEqual(['not over after 0.1 s', 'the session is being left']);
  });

  test('are written as a shell would take them', () => {
    expect(runner.describe(['ssh', 'host', "a 'b' c"])).toBe(String.raw`ssh host 'a '\''b'\'' c'`);
  });

  test('get no settings of a target', async () => {
    process.env['STAGING_RELAY_URL'] = 'wss://relay.example';
    const { words } = await runner.run('env | grep -c STAGING_', { withinMs: 5_000 });
    delete process.env['STAGING_RELAY_URL'];
    expect(words).toBe('exit code 1: 0');
  });
});

test('the canary of a drill is given its own settings, and neither an admin nor the actions of a gate', () => {
  const given = { RELAY_URL: 'wss://relay.example', ADMIN_SECRET_KEY: 'a', ROLLBACK_COMMAND: 'b', WEBHOOK_URL: 'c' };
  const environment = Object.fromEntries(Object.entries(given).map(([name, value]) => [`STAGING_${name}`, value]));
  expect(asProd(environment, 'STAGING')).toEqual({ PROD_RELAY_URL: 'wss://relay.example' });
});
