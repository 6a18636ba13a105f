import { expect } from '@playwright/test';
import { chanceToMeetAll } from '../../../fixtures/split-brain/chance.ts';
import { splitAspects } from '../../../fixtures/split-brain/report.ts';
import { seededRandom } from '../../../lab/random.ts';
import { Registry } from '../../../lab/pyrycode/registry.ts';
import { PYRYCODE_TOPOLOGIES } from '../../../lab/pyrycode/topologies.ts';
import { MANY, PHONES, told, toldBy, test } from './deployment.ts';

/** The first connection, which is the binary's, goes to one instance, and all others to the other one. */
function firstThenSecond(): () => number {
  let next = 0;
  return () => Math.min(next++, 1);
}

/** Every third connection goes to the second instance; the first two do not. */
function everyThird(): () => number {
  let next = 0;
  return () => (next++ % 3 === 2 ? 1 : 0);
}

test.describe('the probe of pyrycode-relay is red', () => {
  test('on two instances with a registry each, and names who was not let in', async ({ start, before, probe }) => {
    const report = await probe(await before([await start(), await start()]));
    expect(splitAspects(report)).toEqual(['live', 'count']);
    expect(told(report.findings.live)).toMatch(
      /^split: (\d) of 11 connections reach the server id, \d get 4404 "no server with that id"$/,
    );
    expect(told(report.findings.count)).toContain('connected_binaries is 0 in');
    expect(report.seen.instances).toBe(2);
  });

  test('where binaries and phones are sent to different instances', async ({ start, before, probe }) => {
    const report = await probe(await before([await start(), await start()], firstThenSecond()));
    expect(told(report.findings.live)).toBe(
      'split: 0 of 8 connections reach the server id, 8 get 4404 "no server with that id"',
    );
  });

  test('where one registry is shared and frames are not handed on', async ({ start, before, probe }) => {
    const registry = new Registry();
    const relays = [await start({ registry }), await start({ registry, seams: { frame: () => undefined } })];
    const report = await probe(await before(relays, everyThird()), { answerWithinMs: 200 });
    expect(told(report.findings.live)).toMatch(
      / \d of 11 connections .* \d stay open, but no frame of theirs comes back$/,
    );
  });

  test('where one process runs longer than another one', async ({ start, before, probe }) => {
    const [older, younger] = [3600, 60].map((uptime_seconds) =>
      toldBy((health) => ({ ...health, uptime_seconds, connected_binaries: 1 })),
    );
    const report = await probe(await before([await start(older), await start(younger)]));
    expect(told(report.findings.count)).toMatch(/uptime_seconds: processes of 360\d, 6\d s answer/);
  });

  test('where versions differ', async ({ start, before, probe }) => {
    const relays = await Promise.all(['1.0.0', '1.0.1'].map((version) => start({ version })));
    const report = await probe(await before(relays));
    expect(told(report.findings.identity)).toMatch(/^split: of 11 connections .* \d are told version "1.0.0"/);
    expect(report.seen.by).toContain('/healthz tells 2 versions');
  });

  test('on two instances among which chance decides, as often as was computed', async ({ start, before, probe }) => {
    const random = seededRandom(7);
    const pick = (): number => Math.floor(random() * 2);
    const front = await before([await start(MANY), await start(MANY)], pick);
    for (let probes = 0; probes < 20; probes += 1)
      expect(splitAspects(await probe(front)), `probe ${probes + 1}`).toContain('live');
  });

  test('with its connections in as many draws as it says, which are 999 of 1000', () => {
    const random = seededRandom(11);
    const isAtFirst = (): boolean => random() < 0.5;
    // The first phone that is reached is with the binary; what tells of a second instance is any other phone that is not.
    const isFound = (): boolean => Array.from({ length: PHONES - 1 }, isAtFirst).includes(false);
    const found = Array.from({ length: 100_000 }, isFound).filter(Boolean).length;
    const chance = chanceToMeetAll(2, PHONES);
    expect(chance).toBeGreaterThanOrEqual(0.999);
    expect(found / 100_000).toBeCloseTo(chance, 3);
  });
});

test.describe('the probe of pyrycode-relay names what is split behind HAProxy', () => {
  for (const topology of PYRYCODE_TOPOLOGIES)
    test(`${topology.name}, with a sticky cookie and without`, async ({ probe }) => {
      for (const sticky of [false, true]) {
        const front = await topology.start(sticky);
        const report = await probe(front, { instances: topology.instances }).finally(() => front.stop());
        expect(splitAspects(report), JSON.stringify(report.findings)).toEqual(topology.isSplit);
      }
    });
});
