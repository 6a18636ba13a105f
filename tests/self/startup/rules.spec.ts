import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test, type TestInfo } from '@playwright/test';
import { readStartupRules } from '../../../fixtures/startup/rules.ts';

function written(text: string, testInfo: TestInfo): string {
  const file = testInfo.outputPath('rules.yaml');
  writeFileSync(file, text);
  return file;
}

const ALONE = 'signals: [{ variable: MANY, value: x }], words: several';
const BYPASS = "bypass: { variable: ALONE, value: '1', refused: ['true'], refusedWords: wrong }";

/** A description, and a problem that has to be told. */
const WRONG: Record<string, [yaml: string, problem: RegExp]> = {
  'is no YAML': ['relay: [', /cannot be read: /],
  'holds nothing': ['', /the file: .*expected object/],
  'has no relay': ['speaks: nostr', /\n {2}relay: /],
  'speaks another language': ['{ relay: r, speaks: matrix }', /\n {2}speaks: .*"nostr".*"pyrycode"/],
  'has a word that nobody knows': ['{ relay: r, refusal: [] }', /Unrecognized key: "refusal"/],
  'has no bypass': [`{ relay: r, singleInstance: { ${ALONE} } }`, /\n {2}singleInstance\.bypass: /],
  'has a signal with a name of spaces': [
    `{ relay: r, singleInstance: { signals: [{ variable: 'A B', value: x }], words: w, ${BYPASS} } }`,
    /\n {2}singleInstance\.signals\.0\.variable: is no name of an environment variable: write/,
  ],
  'has no words': [
    `{ relay: r, singleInstance: { signals: [{ variable: M, value: x }], words: '', ${BYPASS} } }`,
    /singleInstance\.words: is empty/,
  ],
  'has a bypass value of a number': [
    `{ relay: r, singleInstance: { ${ALONE}, bypass: { variable: A, value: 1, refused: ['true'], refusedWords: w } } }`,
    /\n {2}singleInstance\.bypass\.value: .*expected string/,
  ],
  'refuses the bypass itself': [
    `{ relay: r, singleInstance: { ${ALONE}, bypass: { variable: A, value: '1', refused: ['1'], refusedWords: w } } }`,
    /\n {2}singleInstance\.bypass\.refused: holds the value that skips the check/,
  ],
  'has one variable for both': [
    `{ relay: r, singleInstance: { signals: [{ variable: ALONE, value: x }], words: several, ${BYPASS} } }`,
    /\n {2}singleInstance\.signals: has the variable of the bypass/,
  ],
  'has a placeholder that nobody knows': [
    "{ relay: r, refusals: [{ name: n, environment: { KEY: '{mising}' }, words: w }] }",
    /\n {2}refusals\.0\.environment\.KEY: has the unknown placeholder \{mising\}: use \{scratch\}, \{missing\}/,
  ],
};

test.describe('a description of how a relay starts', () => {
  for (const [what, [yaml, problem]] of Object.entries(WRONG))
    test(`that ${what} is refused with the problem`, ({}, testInfo) => {
      expect(() => readStartupRules(written(yaml, testInfo))).toThrow(problem);
    });

  test('is refused with all problems at once, and the name of the file', ({}, testInfo) => {
    const file = written("{ relay: '', speaks: x, portTaken: { words: '' } }", testInfo);
    expect(() => readStartupRules(file)).toThrow(`${file} does not describe how a relay starts (3)`);
  });

  test('that is not there is named', () => {
    expect(() => readStartupRules('docs/startup/none.yaml')).toThrow('docs/startup/none.yaml cannot be read: ENOENT');
  });

  test('needs no more than a name', ({}, testInfo) => {
    const rules = readStartupRules(written('relay: a relay', testInfo));
    expect(rules).toEqual({ relay: 'a relay', speaks: 'nostr', refusals: [] });
  });

  for (const file of readdirSync('docs/startup').filter((name) => name.endsWith('.yaml')))
    test(`docs/startup/${file} is well formed`, () => {
      expect(readStartupRules(`docs/startup/${file}`).relay).not.toBe('');
    });
});
