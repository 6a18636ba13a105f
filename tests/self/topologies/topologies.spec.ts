import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { ASPECTS } from '../../../fixtures/split-brain/report.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { TOPOLOGIES } from '../../../lab/topologies/all.ts';
import { startEmbedded } from '../../../lab/topologies/embedded.ts';
import { hex } from '../../../lab/topologies/ground.ts';
import { isAsMeant } from '../../../lab/topologies/measure.ts';
import type { Probed } from '../../../lab/topologies/topology.ts';
import { childrenOf } from '../../../lab/run/processes.ts';

/** Runs the command as a user would. */
const topologies = (...options: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'lab/topologies/main.ts', ...options]);

const probed = (...findings: [aspect: string, finding: Probed['findings'][string]][]): Probed => ({
  ...{ connections: 11, chances: [], seen: { instances: 1, by: [] }, durationMs: 1 },
  findings: Object.fromEntries(findings),
});

const split: Probed['findings'][string] = { outcome: 'split', words: ['1 of 2 connections saw it'] };
const one = { outcome: 'one' } as const;
const doesNotApply = { outcome: 'not asked', because: 'it does not apply' } as const;
const didNotRun = { outcome: 'not asked', because: 'the relay is gone', didNotRun: true } as const;

test.describe('npm run topologies', () => {
  test('probes a right and a split topology, and says what is split', async () => {
    test.setTimeout(90_000);
    const { stdout } = await topologies('--only=right,half-filled-membership', '--quick');
    expect(stdout).toMatch(/^right .* split: nothing; .* as meant$/m);
    expect(stdout).toMatch(/^half-filled-membership .* split: membership; .* as meant$/m);
    expect(stdout).toMatch(/^\| right +\| in turns +\| nothing +\| nothing .* 1 of 1/m);
  });
});

test.describe('topologies', () => {
  test('have names of their own, and splits in the order of aspects', () => {
    const names = TOPOLOGIES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { isSplit } of TOPOLOGIES) expect(ASPECTS.filter((aspect) => isSplit.includes(aspect))).toEqual(isSplit);
  });

  test('that do not come up leave nothing behind', async ({}, testInfo) => {
    testInfo.setTimeout(60_000);
    const [before, directory] = [tmpdir(), testInfo.outputPath('.')];
    mkdirSync(directory, { recursive: true });
    process.env['TMPDIR'] = directory;
    const [admin, one, other] = [SecretKey.generate(), SecretKey.generate(), SecretKey.generate()];
    const ground = { log: '', key: hex(SecretKey.generate()), members: [one, other], groups: ['canary'], admin };
    try {
      await expect(startEmbedded([{}, {}], { ...ground, members: [one, other] }, { isSticky: false })).rejects.toThrow(
        /nobody could be put into canary: .*group not found/,
      );
      expect(readdirSync(directory).filter((name) => name.startsWith('relay-canary-'))).toEqual([]);
      expect(childrenOf(process.pid).filter(({ command }) => command.includes('--data='))).toEqual([]);
    } finally {
      process.env['TMPDIR'] = before;
    }
  });

  test('are as meant where a probe called split what is split, and nothing else', () => {
    const wrong = { isSplit: ['live'] };
    expect(isAsMeant(wrong, probed(['store', one], ['live', split]))).toBe(true);
    expect(isAsMeant(wrong, probed(['store', one], ['live', one]))).toBe(false);
    expect(isAsMeant(wrong, probed(['store', split], ['live', split]))).toBe(false);
    expect(isAsMeant(wrong, probed(['store', split], ['live', didNotRun]))).toBe(false);
  });

  test('that are right are as meant where all that applies was asked', () => {
    const right = { isSplit: [] };
    expect(isAsMeant(right, probed(['store', one], ['count', doesNotApply]))).toBe(true);
    expect(isAsMeant(right, probed(['store', one], ['live', didNotRun]))).toBe(false);
    expect(isAsMeant(right, probed(['store', split]))).toBe(false);
  });
});
