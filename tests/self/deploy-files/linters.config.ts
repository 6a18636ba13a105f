import { defineConfig } from '@playwright/test';

/** The tests of deploy/lint.sh, apart from `npm test`: they need Go, Python and systemd, and install the linters. */
export default defineConfig({
  testMatch: 'every-linter.ts',
  outputDir: '../../../test-results/linters',
  timeout: 300_000,
  workers: 1,
});
