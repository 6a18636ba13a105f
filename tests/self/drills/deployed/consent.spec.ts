import { expect } from '@playwright/test';
import { existsSync } from 'node:fs';
import { insistOnConsent } from '../../../../lab/drills/deployed/consent.ts';
import { readPlan } from '../../../../lab/drills/deployed/plan.ts';
import { isFrozen, test, type Written } from './relay.ts';

test.describe('before a deployed relay is broken', () => {
  for (const [what, plan, flags, words] of [
    ['without its name', {}, [], '--environment: is not given'],
    ['with another name', {}, ['--environment=there'], '--environment: is "there", which is not that name'],
    [
      'in production that was said once',
      { kind: 'production' },
      ['--environment=here'],
      '--yes-production: is not given',
    ],
    [
      'whose name looks like production',
      { environment: 'eu-prod-2' },
      ['--environment=eu-prod-2'],
      'environment looks like production (eu-prod-2)',
    ],
  ] as const)
    test(`nothing is done ${what}`, async ({ file, relay }) => {
      const path = file({}, plan);
      const [environment, yesProduction] = [flags[0]?.split('=')[1], undefined];
      await expect(insistOnConsent(readPlan(path), { environment, yesProduction })).rejects.toThrow(words);
      expect(isFrozen(relay.pid)).toBe(false);
    });

  test('a command that reaches for production counts as production', async ({ file, hold }) => {
    const { exitCode, said } = await hold([
      `--from=${file({ fault: ['ssh', 'db-1.prod.example', 'true'] })}`,
      '--environment=here',
    ]);
    expect(exitCode).toBe(2);
    expect(said).toContain('here counts as production: fault of B1 looks like production (ssh db-1.prod.example true)');
    expect(said).toContain('--environment=here --yes-production=here');
  });

  test('production is broken where its name was typed twice, also at a terminal', async ({ file }) => {
    const plan = readPlan(file({}, { kind: 'production' }));
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => Promise.resolve(asked.push(question) > 0 ? 'here' : '');
    await insistOnConsent(plan, { environment: 'here', yesProduction: 'here' });
    await insistOnConsent(plan, { ask });
    expect(asked).toHaveLength(2);
  });

  test('settings of another relay are refused', async ({ file, hold }) => {
    const { exitCode, said } = await hold([`--from=${file({}, { relay: 'ws://127.0.0.1:1' })}`, '--environment=here']);
    expect(exitCode).toBe(2);
    expect(said).toMatch(/relay is ws:\/\/127\.0\.0\.1:1, and STAGING_RELAY_URL is ws:.*: give both the relay that is/);
  });

  test('a dry run prints every command in its order, and runs none', async ({ file, hold, reports }, testInfo) => {
    const marker = testInfo.outputPath('marker');
    const commands = ['fault', 'proof', 'noticed', 'heal', 'healed'].map((name) => [
      name,
      `touch '${marker}'; : ${name}`,
    ]);
    const { exitCode, said } = await hold([`--from=${file(Object.fromEntries(commands) as Written)}`, '--dry-run']);
    expect(exitCode).toBe(0);
    const order = [...said.matchAll(/^ {2}(\w+).*: touch .*; : (\w+)$/gm)].map(([, , name]) => name).join(' ');
    expect(order).toBe('healed proof noticed heal fault proof noticed heal healed');
    expect(said).toContain('To do it: --environment=here');
    expect([existsSync(marker), existsSync(reports)]).toEqual([false, false]);
  });
});
