import { defineConfig } from 'eslint/config';
import playwright from 'eslint-plugin-playwright';
import tseslint from 'typescript-eslint';

/** One arrow of docs/design: files in `from` may not import what `never` matches, and the sentence says why. */
const arrow = (from, never, message, ignores = []) => ({
  files: [from],
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: never.map((regex) => ({ regex, message })) }] },
});

export default defineConfig(
  { ignores: ['node_modules', 'reports', 'test-results', '.cache'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250 }],
    },
  },
  {
    files: ['tests/**/*.spec.ts'],
    extends: [playwright.configs['flat/recommended']],
    rules: {
      'playwright/expect-expect': 'error',
      'playwright/no-skipped-test': 'error',
      'playwright/no-conditional-in-test': 'error',
      'playwright/max-nested-describe': ['error', { max: 1 }],
      'playwright/valid-title': [
        'error',
        { disallowedWords: ['should', 'works', 'correctly', 'properly'], ignoreTypeOfTestName: true },
      ],
    },
  },
  arrow(
    'tests/**/*.ts',
    ['^(?!(\\.\\./)+fixtures/(index|(deploy|game-day|protocol|streams)-suite)\\.ts$)'],
    'A spec knows one door: fixtures/index.ts, or the suite of its folder.',
    ['tests/self/**'],
  ),
  arrow(
    'fixtures/protocol/**/*.ts',
    ['^@playwright', '^\\.\\./(?!protocol)', 'tests/', 'lab/'],
    'The protocol layer knows ws and nostr-tools, nothing of Playwright, people or the lab.',
  ),
  arrow(
    'fixtures/evidence/**/*.ts',
    ['/(people|groups|matchers|canary)/', 'tests/', 'lab/'],
    'Evidence looks down at the protocol only.',
  ),
  arrow(
    'fixtures/config/**/*.ts',
    ['^@playwright', '/(people|groups|matchers|canary)/', 'tests/', 'lab/'],
    'Settings know nothing of what uses them.',
  ),
  arrow(
    'lab/**/*.ts',
    ['tests/', 'gate/', '^@playwright', 'fixtures/(index|relay)\\.ts', 'fixtures/(matchers|groups)/'],
    'The lab starts systems; it knows the protocol and the people who speak it, not the tests.',
    ['lab/bench/empty/**', 'lab/promises/proof*.ts', 'lab/proof/nightly.config.ts', 'lab/run/lab-relay.ts'],
  ),
  arrow('gate/**/*.ts', ['tests/', 'lab/'], 'The gate reads results and config, never specs.'),
  {
    files: [
      '**/main.ts',
      'lab/bench/report.ts',
      'lab/bench/suite.ts',
      'fixtures/people/keygen.ts',
      'fixtures/config/generate-example.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);
