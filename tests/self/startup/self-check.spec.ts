import { expect, test } from '@playwright/test';
import { readStartupRules, type SingleInstance } from '../../../fixtures/startup/rules.ts';
import { checkInstances, type Refusal } from '../../../fixtures/startup/self-check.ts';

const SIGNAL = 'FLY_APP_NAME';
const BYPASS = 'PYRYCODE_RELAY_SINGLE_INSTANCE';

const { singleInstance: EMBEDDED } = readStartupRules('docs/startup/embedded.yaml');

/** Two signals, and a refusal without a code of its own. */
const OTHER: SingleInstance = {
  signals: [
    { variable: 'POD', value: 'x' },
    { variable: 'REPLICA', value: '2' },
  ],
  bypass: { variable: 'ALONE', value: 'yes', refused: ['1'], refusedWords: 'ALONE is wrong' },
  words: 'one of several',
};

/** Undefined: the variable is not set. */
const SIGNALS = [undefined, '', 'relay', ' ', '0', 'false', 'a "quoted" name\nof two lines'];
const OTHER_BYPASSES = [
  '',
  'true',
  'TRUE',
  'yes',
  '0',
  '01',
  '1.0',
  ' 1',
  '1 ',
  '1\n',
  '\t1',
  '11',
  '１',
  '-1',
  '+1',
  '"1"',
];

test.describe('the self-check', () => {
  for (const signal of SIGNALS)
    test(`with signal ${JSON.stringify(signal)} and any bypass is as specified`, () => {
      for (const bypass of [undefined, '1', ...OTHER_BYPASSES]) {
        const refusal = checkInstances(EMBEDDED, { [SIGNAL]: signal, [BYPASS]: bypass });
        expect(outcomeIn(refusal), `bypass ${JSON.stringify(bypass)}`).toBe(outcomeOf(signal, bypass));
      }
    });

  test('says one line with the bypass and the mend, and the declared code', () => {
    const { words, exitCode } = checkInstances(EMBEDDED, { [SIGNAL]: 'relay' }) ?? {};
    expect(exitCode).toBe(2);
    expect(words).toMatch(
      /^level=ERROR msg="refusing to start: multi-instance deploy detected" err="[^"]+" bypass_env_var=PYRYCODE_RELAY_SINGLE_INSTANCE fix="[^"]+"$/,
    );
    expect(words).toContain('set PYRYCODE_RELAY_SINGLE_INSTANCE=1 to bypass');
    expect(words).not.toContain('\n');
  });

  test('quotes a wrong bypass, so that a space in it is seen and no line is broken', () => {
    const { words } = checkInstances(EMBEDDED, { [BYPASS]: '1\n' }) ?? {};
    expect(words).toContain(String.raw`PYRYCODE_RELAY_SINGLE_INSTANCE is \"1\\n\"`);
    expect(words).not.toContain('\n');
  });

  test('takes the names of other rules, and each of their signals', () => {
    expect(checkInstances(OTHER, {})).toBeUndefined();
    expect(checkInstances(OTHER, { POD: 'a' })?.words).toMatch(/one of several.*POD is set/);
    expect(checkInstances(OTHER, { POD: 'a' })?.exitCode).toBe(2);
    expect(checkInstances(OTHER, { REPLICA: '1' })?.words).toContain('REPLICA is set');
    expect(checkInstances(OTHER, { REPLICA: '1', ALONE: 'yes' })).toBeUndefined();
    expect(checkInstances(OTHER, { ALONE: '1' })?.words).toContain('ALONE is wrong');
    expect(checkInstances(OTHER, { [SIGNAL]: 'relay' })).toBeUndefined();
  });

  test('without rules starts, whatever is set', () => {
    expect(checkInstances(undefined, { [SIGNAL]: 'relay', [BYPASS]: 'true' })).toBeUndefined();
  });
});

function outcomeIn(refusal: Refusal | undefined): string | undefined {
  return refusal === undefined ? 'starts' : /refusing to start: ([^"]*)"/.exec(refusal.words)?.[1];
}

function outcomeOf(signal: string | undefined, bypass: string | undefined): string {
  if (bypass === '1') return 'starts';
  if (bypass !== undefined) return 'invalid env-var config';
  return signal === undefined || signal === '' ? 'starts' : 'multi-instance deploy detected';
}
