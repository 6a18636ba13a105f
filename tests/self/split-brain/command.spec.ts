import { execFile } from 'node:child_process';
import { expect, test as base } from '@playwright/test';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { startHaproxy } from '../../../lab/infrastructure/haproxy.ts';
import { startLabRelay, type LabRelay } from '../../../lab/run/lab-relay.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';

/** Runs `npm run split-brain` as a user does. Never rejects. */
const ask = (settings: Record<string, string>, ...words: string[]): Promise<{ exitCode: number; output: string }> =>
  new Promise((resolve) => {
    const program = ['--import', 'tsx', 'fixtures/split-brain/main.ts', ...words];
    const env = { ...cleanEnvironment(), ...settings };
    const child = execFile(process.execPath, program, { env }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });

/** Behind one address: the lab's relay, and its twin with a store of its own. */
const test = base.extend<{ apart: Record<string, string> }, { lab: LabRelay }>({
  lab: [
    async ({}, use) => {
      const relay = await startLabRelay();
      await use(relay);
      await relay.stop();
    },
    { scope: 'worker' },
  ],
  apart: async ({ lab }, use) => {
    const front = await startHaproxy({ relays: [lab.url, (await lab.twin()).url] });
    await use({ ...lab.settings, PROD_RELAY_URL: front.url });
    await front.stop();
  },
});

test.describe('npm run split-brain', () => {
  test('says that one relay is one', async ({ lab }) => {
    const { exitCode, output } = await ask(lab.settings, '--target=prod');
    expect(output).toContain('Nothing is split.');
    expect(output).toContain('11 connections at once');
    expect(output).toContain('2 instances 99.90 %');
    expect(exitCode).toBe(0);
  });

  test('names what is split, and who saw what, and prints no key', { tag: '@slow' }, async ({ apart }) => {
    const { exitCode, output } = await ask(apart, '--target=prod');
    expect(output).toContain('SPLIT, seen twice: store, live delivery');
    expect(output).toMatch(/6 of 11 connections \(.*\): finds what was published on/);
    for (const key of (apart['PROD_CANARY_SECRET_KEY'] ?? '').split(',')) expect(output).not.toContain(key);
    expect(exitCode).toBe(1);
  });

  test('does not say that it is one where nobody answers', async ({ lab }) => {
    const PROD_RELAY_URL = `ws://127.0.0.1:${await freePort()}`;
    const { exitCode, output } = await ask({ ...lab.settings, PROD_RELAY_URL }, '--target=prod');
    expect(output).toContain('It could not be told: reach, store, live delivery');
    expect(exitCode).toBe(3);
  });

  test('writes nothing with the key of an admin', async ({ lab }) => {
    const { PROD_ADMIN_SECRET_KEY: key = '', ...settings } = lab.settings;
    const { exitCode, output } = await ask({ ...settings, PROD_CANARY_SECRET_KEY: key }, '--target=prod');
    expect(output).toContain('is an admin of group "canary" (39001)');
    expect(exitCode).toBe(2);
  });

  for (const [words, problem] of [
    [[], 'Usage'],
    [['--target=local'], 'Usage'],
    [['--target=prod', '--pyrycode=ws://127.0.0.1:1'], 'Usage'],
    [['--target=prod', '--connections=1'], '--connections: "1" is not a whole number from 2 to 40'],
    [['--target=prod', '--connection=5'], '--connection'],
    [['--target=prod'], 'PROD_RELAY_URL is not set'],
  ] as const)
    test(`refuses ${words.join(' ') || 'no words'}, with ${problem}`, async () => {
      const { exitCode, output } = await ask({}, ...words);
      expect(output).toContain(problem);
      expect(exitCode).toBe(2);
    });
});

test.describe('prod-canary', { tag: '@slow' }, () => {
  test('looks for a split where the target says how many instances it has', async ({ lab, apart }) => {
    const run = await lab.runCanary({ ...apart, PROD_INSTANCES: '2' }, undefined, ['tests/deploy', '--retries=0']);
    expect(run.red, run.output).toEqual(['split-brain/store', 'split-brain/live']);
    expect(run.output).toContain('finds what was published on');
  });

  test('is green about them where they are one', async ({ lab }) => {
    const PROD_READINESS_URL = `${lab.url.replace('ws:', 'http:')}/health`;
    const run = await lab.runCanary({ PROD_INSTANCES: '1', PROD_READINESS_URL });
    expect(run.green).toEqual(expect.arrayContaining(['split-brain/live', 'split-brain/count']));
    expect(run.exitCode, run.output).toBe(0);
  });

  test('does not look where it says nothing', async ({ lab }) => {
    const run = await lab.runCanary();
    expect(run.checks.filter(({ requirement }) => requirement.startsWith('split-brain/'))).toEqual([]);
  });
});

/** Every so manyth time, beginning with the second. */
const everySo = (often: number): (() => boolean) => {
  let times = 0;
  return () => (times += 1) % often === 2 % often;
};

test('each other check is red where what it is about is broken', { tag: '@slow' }, async () => {
  const [isGone, isUnknown, isOld, isYoung] = [everySo(5), everySo(2), everySo(3), everySo(2)];
  const relay = await startLabRelay();
  await relay.restart({
    seams: {
      upgrade: (_request, healthy) => (isGone() ? { status: 502 } : healthy),
      challenge: () => 'the same for everybody',
      writeDecision: (healthy, { event }) =>
        event.kind === 9 && isUnknown() ? { accepted: false, reason: 'restricted: not a member' } : healthy,
      relayInformation: (healthy) => (isOld() ? { ...healthy, version: '0.0.9' } : healthy),
      http: ({ url }, healthy) =>
        url === '/health' ? { ...healthy, body: JSON.stringify({ uptime_seconds: isYoung() ? 1 : 900 }) } : healthy,
    },
  });
  const PROD_READINESS_URL = `${relay.url.replace('ws:', 'http:')}/health`;
  const run = await relay.runCanary({ PROD_INSTANCES: '1', PROD_READINESS_URL }, undefined, [
    'tests/deploy',
    '--retries=0',
  ]);
  expect(run.red, run.output).toEqual(
    ['reach', 'login', 'membership', 'identity', 'count'].map((name) => `split-brain/${name}`),
  );
  await relay.stop();
});
