import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import { readFaults } from '../../lab/faults/all.ts';
import { LEFT_OUT } from '../../lab/faults/left-out.ts';

const faults = await readFaults();
const ids = faults.map(({ id }) => id);
const named = faults.flatMap(({ meant }) => Object.values(meant).flat());

test.describe('the catalogue of faults', () => {
  test('has every incident, or says why not', () => {
    const sources = parse(readFileSync('docs/requirements/sources.yaml', 'utf8')) as { faults: Record<string, string> };
    const known = [...ids, ...LEFT_OUT.map(({ id }) => id)];
    expect(Object.keys(sources.faults).filter((id) => !known.includes(id))).toEqual([]);
    expect(known.length).toBeGreaterThanOrEqual(147);
    expect(new Set(known).size, 'ids used twice').toBe(known.length);
  });

  test('names checks that exist', () => {
    const tested = new Set(readRequirements().flatMap(({ id, excluded }) => (excluded === undefined ? [id] : [])));
    expect(named.filter((requirement) => !tested.has(requirement))).toEqual([]);
  });

  test('says why where no check is meant for a fault', () => {
    const silent = faults.filter(({ meant, missedBecause }) => Object.keys(meant).length === 0 && !missedBecause);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('excuses no blocker that prod-canary is meant to find', () => {
    const both = faults.filter(({ meant, outOfSight }) => meant['prod-canary'] && outOfSight !== undefined);
    expect(both.map(({ id }) => id)).toEqual([]);
    const blockers = faults.filter(({ severity }) => severity === 'blocker');
    const open = blockers.filter(({ meant, outOfSight }) => !meant['prod-canary'] && outOfSight === undefined);
    expect(open.length, `blind: ${open.map(({ id }) => id).join(', ')}`).toBeLessThan(blockers.length / 10);
  });
});
