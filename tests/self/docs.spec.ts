import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';

const isDocument = (file: string): boolean => file.endsWith('.md');
const DOCUMENTS = [
  ...readdirSync('.'),
  ...['docs', 'deploy'].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((file) => `${folder}/${String(file)}`),
  ),
].filter(isDocument);

const all = (pattern: RegExp): string[] =>
  DOCUMENTS.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, found = '']) => found));

test.describe('the documents', () => {
  test('name only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = all(/npm run ([a-z][a-z:-]*)/g);
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  test('name only projects that exist', () => {
    const config = readFileSync('playwright.config.ts', 'utf8');
    const projects = all(/--project=([a-z-]+)/g);
    expect(projects).not.toEqual([]);
    expect(projects.filter((project) => !config.includes(`name: '${project}'`))).toEqual([]);
  });

  test('tell what to do about every check of the canary', () => {
    const specs = ['tests/before-all', 'tests/canary', 'tests/streams/reads', 'tests/streams/writes'].flatMap(
      (folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
    );
    specs.push(readFileSync('tests/deploy/split-brain.spec.ts', 'utf8'));
    const titles = specs.flatMap((spec) =>
      [...spec.matchAll(/ {2}test\(\s*['"](.+?)['"],\n?\s*(?:\{ \.\.\.)?proves/g)].map(([, title = '']) => title),
    );
    const onCall = readFileSync('docs/on-call.md', 'utf8').replaceAll(' (or: write)', '');
    expect(titles.length).toBeGreaterThan(45);
    expect(titles.filter((title) => !onCall.includes(title.replace(/ may not write$/, ' may not read')))).toEqual([]);
  });

  for (const file of DOCUMENTS) {
    test(`${file} links only to files that exist`, () => {
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
        ([, to = '']) => to,
      );
      expect(links.filter((to) => !existsSync(join(dirname(file), to)))).toEqual([]);
    });
  }
});
