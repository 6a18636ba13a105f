import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agreed, expect, test } from '../gate-lab.ts';

/** Arguments for Playwright with which too little runs, and the words that have to stand in the summary. */
const TOO_LITTLE: { what: string; rest: string[]; reason: string; words: string }[] = [
  { what: 'nothing is selected', rest: ['--grep=no such check'], reason: 'nothing-ran', words: 'No tests found' },
  {
    what: 'one check is selected that is not blocking',
    rest: ['--grep=requests to delete own messages'],
    reason: 'blocking-check-did-not-run',
    words: 'the first is canary/relay-answers: it was not in the run',
  },
  { what: 'a shard is empty', rest: ['--shard=99/99'], reason: 'nothing-ran', words: 'None of 0 checks ran' },
  {
    what: 'the config is not there',
    rest: ['-c', 'no-such.config.ts'],
    reason: 'no-verdict',
    words: 'left no verdict',
  },
  { what: 'the reporter is another', rest: ['--reporter=line'], reason: 'no-verdict', words: 'left no verdict' },
];

const PLAYWRIGHT = fileURLToPath(import.meta.resolve('@playwright/test'));

/** Writes a config whose only test is skipped, or one that throws, and gives its path. */
function writeConfig(directory: string, body: 'skips' | 'throws'): string {
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, 'idle.spec.mjs'),
    `import { test } from ${JSON.stringify(PLAYWRIGHT)}; test('has nothing to do', () => test.skip(true, 'holiday'));`,
  );
  const reporter = [[resolve('gate/verdict/reporter.ts'), { directory: join(directory, 'reports') }]];
  const config = { testDir: directory, reporter, projects: [{ name: 'prod-canary' }] };
  const file = join(directory, 'playwright.config.mjs');
  writeFileSync(
    file,
    body === 'throws' ? "throw new Error('no config today')" : `export default ${JSON.stringify(config)}`,
  );
  return file;
}

test.describe('the verdict insufficient', () => {
  test.describe.configure({ timeout: 120_000 });

  for (const { what, rest, reason, words } of TOO_LITTLE)
    test(`is exit code 4 where ${what}`, async ({ run }) => {
      const verdict = agreed(await run({ arguments: ['--project=prod-canary', '--', ...rest] }));
      expect(verdict).toMatchObject({ verdict: 'insufficient', exitCode: 4, reason });
      expect(verdict.summary).toContain(words);
      expect(verdict.lastSuccessAt).toBeNull();
    });

  test('is exit code 4 where the config throws', async ({ run, place }) => {
    const rest = ['-c', writeConfig(place('.'), 'throws')];
    const result = await run({ arguments: ['--project=prod-canary', '--', ...rest] });
    expect(agreed(result)).toMatchObject({ verdict: 'insufficient', exitCode: 4, reason: 'no-verdict' });
    expect(result.output).toContain('no config today');
  });

  for (const [program, separator] of [
    ['gate', ['--']],
    ['playwright', []],
  ] as const)
    test(`is exit code 4 of ${program} where everything is skipped`, async ({ run, place }) => {
      const rest = ['-c', writeConfig(place('.'), 'skips')];
      const verdict = agreed(await run({ program, arguments: ['--project=prod-canary', ...separator, ...rest] }));
      expect(verdict).toMatchObject({ verdict: 'insufficient', exitCode: 4, reason: 'nothing-ran' });
      expect(verdict.counts).toMatchObject({ planned: 1, ran: 0, didNotRun: 1 });
    });
});
