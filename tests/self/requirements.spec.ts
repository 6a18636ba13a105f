import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import { readPromises } from '../../lab/promises/all.ts';
import { listChecks } from '../../lab/run/list-checks.ts';

const requirements = readRequirements();
const tested = requirements.filter(({ excluded }) => excluded === undefined).map(({ id }) => id);
const twice = (names: string[]): string[] => names.filter((name, index) => names.indexOf(name) < index);
const without = (names: string[], others: string[]): string[] => names.filter((name) => !others.includes(name));

/** Everything that docs/requirements/sources.yaml lists: 44, relay-tester/NAME, orly/NAME, PRIV-01. */
const SOURCES = Object.entries(
  parse(readFileSync('docs/requirements/sources.yaml', 'utf8')) as Record<string, Record<string, string>>,
).flatMap(([source, names]) =>
  Object.keys(names).map((name) => (['requirements', 'faults'].includes(source) ? name : `${source}/${name}`)),
);

test.describe('the requirements', () => {
  test('have each an id of their own', () => {
    expect(twice(requirements.map(({ id }) => id))).toEqual([]);
  });

  test('are proven by exactly one check each, and no check proves anything else', async () => {
    const checks = (await listChecks('nightly')).map(({ requirement }) => requirement);
    expect(twice(checks), 'requirements with two checks').toEqual([]);
    expect(without(checks, tested), 'checks without a requirement').toEqual([]);
    expect(without(tested, checks), 'requirements without a check').toEqual([]);
  });

  test('cover all that other testers ask and all faults that can be seen', () => {
    const covered = requirements.flatMap(({ covers = [] }) => covers.map(String));
    expect(SOURCES.length).toBeGreaterThan(370);
    expect(without(SOURCES, covered), 'nobody covers').toEqual([]);
    expect(without(covered, SOURCES), 'not in sources.yaml').toEqual([]);
  });

  test('are all shown to fail where the relay breaks them', async () => {
    const promises = await readPromises();
    const broken = [...promises.values()].flat().flatMap(({ red }) => red);
    const checks = await listChecks('local');
    const protocol = checks.filter(({ file }) => file.startsWith('tests/protocol/'));
    expect(
      without(
        protocol.map(({ requirement }) => requirement),
        broken,
      ),
    ).toEqual([]);
  });

  test('are broken only in the folder that holds their checks', async () => {
    const folders = new Map((await listChecks('local')).map(({ requirement, file }) => [requirement, file]));
    const astray = [...(await readPromises())].flatMap(([folder, promises]) =>
      promises
        .flatMap(({ red, beside = [] }) => [...red, ...beside])
        .filter((requirement) => folders.get(requirement)?.startsWith(`tests/protocol/${folder}/`) !== true),
    );
    expect(astray).toEqual([]);
  });
});

test('docs/coverage.md lists every requirement', () => {
  const rows = [...readFileSync('docs/coverage.md', 'utf8').matchAll(/^\| +([a-z0-9-]+\/[a-z0-9-]+) +\|/gm)];
  const listed = new Set(rows.map(([, id = '']) => id));
  expect([...listed].sort()).toEqual(requirements.map(({ id }) => id).sort());
});
