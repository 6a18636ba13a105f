import { execFile } from 'node:child_process';
import { readSettings } from '../../fixtures/config/settings.ts';
import { provision } from '../../fixtures/groups/provision/provision.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { flagsFromJsonContent } from '../../lab/relay/group/flags.ts';
import { startRelay, type RelayOptions } from '../../lab/relay/start.ts';
import { cleanEnvironment } from '../../lab/run/run-project.ts';
import { expect, test } from './lab.ts';

const hex = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

/** Provisions a fresh relay, so many times; gives what was told and whether everything is in place. */
async function provisionFresh(options: RelayOptions, changed: Record<string, string> = {}, times = 1) {
  const relay = await startRelay(options);
  const settings = readSettings('prod', {
    PROD_RELAY_URL: relay.url,
    PROD_CANARY_SECRET_KEY: `${hex()},${hex()}`,
    PROD_CANARY_GROUP: 'canary,secret:private',
    PROD_ADMIN_SECRET_KEY: hex(),
    ...changed,
  });
  let told: string[] = [];
  let isInPlace = false;
  for (let time = 0; time < times; time += 1) {
    told = [];
    isInPlace = await provision(settings, (line) => told.push(line));
  }
  await relay.stop();
  return { told: told.join('\n'), isInPlace };
}

test.describe('provisioning', () => {
  test('creates closed groups with their members, and verifies', async () => {
    const { told, isInPlace } = await provisionFresh({});
    expect(isInPlace).toBe(true);
    expect(told).toContain('canary: the relay says: exists, closed, 2 of 2 canary members');
  });

  test('changes nothing the second time', async () => {
    const { told, isInPlace } = await provisionFresh({}, {}, 2);
    expect(isInPlace).toBe(true);
    expect(told).toBe('canary: is in place already\nsecret: is in place already');
  });

  test('says to an admin what to do where no admin key is set', async () => {
    const { told, isInPlace } = await provisionFresh({}, { PROD_ADMIN_SECRET_KEY: '' });
    expect(isInPlace).toBe(false);
    expect(told).toContain('1. kind 9007, tags [["h","canary"]]');
    expect(told).toContain('2. kind 9002, tags [["h","secret"],["closed"],["restricted"],["private"]]');
  });

  test('serves a relay that reads flags from JSON content', async () => {
    const seams = { groupFlags: flagsFromJsonContent };
    expect(await provisionFresh({ seams })).toMatchObject({ isInPlace: true });
  });

  test('serves a relay that takes closed for open', async () => {
    const seams: RelayOptions['seams'] = {
      groupFlags: ({ tags }) => ({
        closed: tags.some(([name]) => name === 'open'),
        private: tags.some(([name]) => name === 'private'),
      }),
    };
    const { told, isInPlace } = await provisionFresh({ seams });
    expect(told).toContain('canary: the relay still calls it open; try the opposite word');
    expect(isInPlace).toBe(true);
  });

  test("tells the relay's words where it may not create groups", async () => {
    const { told, isInPlace } = await provisionFresh({ policy: { groupCreators: [] } });
    expect(isInPlace).toBe(false);
    expect(told).toContain('canary: create: OK false "restricted: ');
  });

  test('refuses an unknown target with exit code 2', async () => {
    const args = ['--import', 'tsx', 'fixtures/groups/provision/main.ts', '--target=moon'];
    const code = await new Promise((resolve) => {
      execFile(process.execPath, args, { env: cleanEnvironment() }, (error) => resolve(error?.code));
    });
    expect(code).toBe(2);
  });
});
