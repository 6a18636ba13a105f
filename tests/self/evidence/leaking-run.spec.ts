import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

const PLAYWRIGHT = fileURLToPath(import.meta.resolve('@playwright/test'));
const CLI = join(PLAYWRIGHT, '..', 'cli.js');
const LEAK_SCAN = fileURLToPath(new URL('../../../fixtures/evidence/leak-scan-reporter.ts', import.meta.url));
const secret = Buffer.from(SecretKey.generate().reveal()).toString('hex');

interface Run {
  exitCode: number | null;
  output: string;
  reports: string;
}

/** Runs one test, in a process and a directory of its own, with the leak scan after the other reporters. */
async function run(directory: string, body: string): Promise<Run> {
  const reports = join(directory, 'reports');
  const reporter = [
    ['line'],
    ['json', { outputFile: join(reports, 'results.json') }],
    ['html', { open: 'never', outputFolder: join(reports, 'html') }],
    [LEAK_SCAN, { directory: reports }],
  ];
  mkdirSync(join(directory, 'tests'), { recursive: true });
  writeFileSync(
    join(directory, 'playwright.config.mjs'),
    `export default ${JSON.stringify({ testDir: 'tests', outputDir: join(reports, 'test-results'), reporter })};`,
  );
  writeFileSync(
    join(directory, 'tests', 'leak.spec.mjs'),
    `import { test, expect } from ${JSON.stringify(PLAYWRIGHT)};
    const secret = process.env.PROD_CANARY_SECRET_KEY;
    test('has a secret', async ({}, testInfo) => { ${body} });`,
  );
  const child = spawn(process.execPath, [CLI, 'test', '-c', directory], {
    env: { ...cleanEnvironment(), PROD_CANARY_SECRET_KEY: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output, reports };
}

/** Everything that is left of a run, unpacked and decoded, as one text. */
function leftOf(directory: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => textOf(readFileSync(join(parentPath, name)))).join('\n');
}

function textOf(content: Buffer): string {
  if (content.toString('latin1', 0, 2) === 'PK')
    return Object.values(unzipSync(content))
      .map((entry) => textOf(Buffer.from(entry)))
      .join('\n');
  const plain = content.toString('latin1');
  const encoded = plain.match(/[A-Za-z0-9+/]{40,}={0,2}/g) ?? [];
  return [plain, ...encoded.map((base64) => textOfEmbedded(Buffer.from(base64, 'base64')))].join('\n');
}

const textOfEmbedded = (content: Buffer): string =>
  content.toString('latin1', 0, 2) === 'PK' ? textOf(content) : content.toString('latin1');

const LEAKS = [
  { title: 'in the message of a red assertion', body: 'expect(secret).toBe("something else");', leaks: 'results.json' },
  {
    title: 'by a file that a green test attaches',
    body: "await testInfo.attach('key', { body: secret, contentType: 'text/plain' });",
    leaks: 'results.json',
  },
  {
    title: 'beside an archive that cannot be opened',
    body: "console.log(secret); await testInfo.attach('cut.zip', { body: 'PK\\x03\\x04', contentType: 'application/zip' });",
    leaks: 'results.json',
  },
  { title: 'by what a green test prints', body: 'console.log(`the key is ${secret}`);', leaks: 'results.json' },
];

test.describe('a run that leaks', () => {
  for (const { title, body, leaks } of LEAKS) {
    test(`${title} is red, and the secret is in no file that is left`, async ({}, testInfo) => {
      const { exitCode, output, reports } = await run(testInfo.outputPath('leaking'), body);
      expect(exitCode).toBe(1);
      expect(output).toContain('A secret stood in these artifacts. They were deleted; replace the key:');
      expect(output).toContain(`  ${join(reports, leaks)}\n`);
      expect(existsSync(join(reports, leaks))).toBe(false);
      expect(leftOf(reports)).not.toContain(secret);
    });
  }

  test('nothing is green, and keeps its artifacts', async ({}, testInfo) => {
    const { exitCode, output, reports } = await run(testInfo.outputPath('tight'), 'expect(secret).toHaveLength(64);');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.not.stringContaining('A secret stood') });
    expect(existsSync(join(reports, 'results.json'))).toBe(true);
    expect(existsSync(join(reports, 'html/index.html'))).toBe(true);
    expect(leftOf(reports)).toContain('has a secret');
  });
});
