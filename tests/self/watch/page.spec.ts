import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import type { HistoryRow } from '../../../gate/watch/history/row.ts';
import type { Scratch } from '../../../lab/infrastructure/scratch.ts';
import { exportPage } from '../../../gate/watch/export-page.ts';
import { startTestWatch, test as base, expect, type TestWatch } from './a-watch.ts';
import { SAMPLE_RELAY, sampleHistory, sampleVerdict } from './sample-history.ts';
import { REFUSED, verdictOf } from './verdicts.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const SCREENSHOT = fileURLToPath(new URL('../../../docs/status-page.png', import.meta.url));

/** Everything that a page complained about, and every host that it asked. */
interface Watched {
  complaints: string[];
  hosts: Set<string>;
}

const test = base.extend<{ watched: Watched }>({
  watched: async ({ page }, use) => {
    const watched: Watched = { complaints: [], hosts: new Set() };
    page.on('console', (message) => {
      if (message.type() !== 'log') watched.complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => watched.complaints.push(message));
    page.on('request', (request) => watched.hosts.add(new URL(request.url()).hostname));
    await use(watched);
  },
});

test.use({
  launchOptions: {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  },
  timezoneId: 'UTC',
  locale: 'en-GB',
});

/** Starts a watch that finds a history; its first run is over, if one is given. */
async function watchOf(scratch: Scratch, rows: HistoryRow[], relay = SAMPLE_RELAY): Promise<TestWatch> {
  const file = scratch.file('state/history-prod-canary.jsonl');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return startTestWatch(scratch.file('state'), { relay });
}

/** Pixels by which a page is wider than its window. No types of the DOM are known here, so the page gets text. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The least contrast of a text on the page, and that text. */
const leastContrast = (page: Page): Promise<{ ratio: number; words: string }> =>
  page.evaluate(readFileSync(new URL('contrast.js', import.meta.url), 'utf8'));

/** Where the picture of the docs is written; only on demand. */
const pictureFor = (info: TestInfo): string =>
  process.env['RELAY_CANARY_WRITE_DOCS'] === '1' ? SCREENSHOT : info.outputPath('page.png');

test.describe('the status page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [device, viewport] of Object.entries({
      desktop: { width: 1100, height: 900 },
      phone: { width: 390, height: 844 },
    }))
      test(`tells how the relay is, ${colorScheme}, on a ${device}`, async ({ page, scratch, watched }) => {
        const watch = await watchOf(scratch, sampleHistory(NOON));
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(viewport);
        await page.goto(watch.url);
        await expect(page.getByRole('heading', { name: 'The relay keeps its promises' })).toBeVisible();
        await expect(page.locator('#now')).toContainText('pass since 07:33 (4 h 27 min)');
        await expect(page.locator('#availability')).toContainText('97.90 %280 of 286 runsnot counted: 2 inconclusive');
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect((await leastContrast(page)).ratio).toBeGreaterThanOrEqual(4.5);
        expect(watched).toEqual({ complaints: [], hosts: new Set(['127.0.0.1']) });
        await watch.stop();
      });

  test('is read by landmarks, headings and tables, and tells verdicts apart without colours', async ({
    page,
    scratch,
  }) => {
    const watch = await watchOf(scratch, sampleHistory(NOON, 300));
    await page.goto(watch.url);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      await expect(page.getByRole(landmark)).toBeVisible();
    const headings = page.getByRole('heading', { level: 2 });
    await expect(headings).toHaveText([/promises/, 'Availability', /^Runs/, /^Latency/, /^Last runs/]);
    await expect(page.getByRole('img', { name: /^288 runs in 24 hours: .*6 fail/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Latency of connect, challenge, login/ })).toBeVisible();
    await page.getByText('All of them as a table').click();
    const runs = page.getByRole('region', { name: 'Table of runs' });
    await expect(runs.getByRole('row')).toHaveCount(289);
    await expect(runs.getByRole('row', { name: /fail.*not a member/ })).toHaveCount(6);
    const shapes = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.legend svg')].map((icon) => icon.innerHTML)",
    );
    expect(new Set(shapes).size).toBe(4);
    await watch.stop();
  });

  test('tells the next run, and the run that is on', async ({ page, scratch }) => {
    const watch = await watchOf(scratch, []);
    await page.goto(watch.url);
    await expect(page.getByRole('heading', { name: 'The first run is on' })).toBeVisible();
    await expect(page.locator('#next')).toHaveText('A run is on, since 12:00. A run every 5 min.');
    await expect(page.locator('#availability')).toContainText('unknown0 of 0 runs');
    await expect(page.locator('#failures')).toHaveText('None in the history.');
    await watch.finish(verdictOf('pass', { target: { relay: SAMPLE_RELAY, software: null, version: null } }));
    await page.reload();
    await expect(page.locator('#next')).toHaveText('Next run at 12:05, in 5 min. A run every 5 min.');
    await watch.stop();
  });

  test("a hostile relay's words stay words", async ({ page, scratch, watched }) => {
    const words = `</script><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>\u202e`;
    const failures = [{ id: words, relayMessage: words }];
    const hostile = { verdict: 'fail', summary: words, deployId: words, failures } as const;
    const watch = await watchOf(
      scratch,
      sampleHistory(NOON, 1).map((row) => ({ ...row, ...hostile, failures })),
    );
    await page.goto(watch.url);
    await expect(page.locator('#failures q')).toHaveText(words);
    await expect(page.locator('#now')).toContainText(words);
    await expect(page.locator('img')).toHaveCount(0);
    await expect(page).toHaveTitle('fail · relay-canary');
    expect(watched.complaints).toEqual([]);
    await watch.stop();
  });

  test('says that what it shows is stale', async ({ page, scratch }) => {
    const rows = sampleHistory(NOON, 20).map((row) => ({
      ...row,
      startedAt: new Date(NOON - 3_600_000).toISOString(),
    }));
    const watch = await watchOf(scratch, rows);
    await page.goto(watch.url);
    await expect(page.getByRole('alert')).toHaveText(
      'Stale: the newest run started 1 h ago. It says nothing about now.',
    );
    await expect(page).toHaveTitle('? pass · relay-canary');
    await watch.stop();
  });

  test('becomes stale while it waits, and says when the server is gone', async ({ page, scratch }) => {
    await page.clock.install();
    const watch = await watchOf(scratch, sampleHistory(NOON, 20));
    await page.goto(watch.url);
    await expect(page.getByRole('heading', { name: 'promises' })).toBeVisible();
    await expect(page.getByRole('alert')).toBeHidden();
    await watch.stop();
    await page.clock.runFor(31_000);
    await expect(page.getByRole('alert')).toContainText('The canary cannot be reached');
    await page.clock.runFor(600_000);
    await expect(page.getByRole('alert')).toContainText('Stale: the newest run started 13 min ago.');
    await expect(page.locator('#now')).toHaveClass(/is-old/);
  });

  test('a snapshot shows the same from a file, and says that it is one', async ({ page, scratch, watched }) => {
    const words = '</script><script>document.title="taken"</script>';
    const [row] = sampleHistory(Date.now(), 1);
    const state = scratch.file('state');
    mkdirSync(state);
    writeFileSync(`${state}/history-prod-canary.jsonl`, `${JSON.stringify({ ...row, summary: words })}\n`);
    const listen = { host: '127.0.0.1', port: 0, isLoopback: true };
    const fixed = { jitter: 0, token: undefined, historyDays: 30, runDeadlineMs: 1, relay: undefined };
    exportPage(
      { ...fixed, project: 'prod-canary', everyMs: 300_000, listen, state, exportTo: '' },
      scratch.file('a.html'),
    );
    await page.goto(`file://${scratch.file('a.html')}`);
    await expect(page.getByRole('alert')).toContainText('A snapshot of');
    await expect(page.locator('#now')).toContainText(words);
    expect(watched.complaints).toEqual([]);
    expect(readFileSync(scratch.file('a.html'), 'utf8')).not.toContain(words);
  });

  test('nothing but its own script may run, and nobody may frame it', async ({ watch }) => {
    const { headers } = await watch.get('/');
    const policy = headers['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^ ]+'; style-src 'sha256-/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('docs/status-page.png shows sample data, and says so', async ({ page, scratch }) => {
    const watch = await watchOf(scratch, sampleHistory(NOON));
    await watch.clock.pass(5_400);
    await watch.finish(sampleVerdict(NOON));
    await page.setViewportSize({ width: 1000, height: 900 });
    await page.goto(watch.url);
    await expect(page.getByRole('heading', { name: 'sample data' })).toBeVisible();
    await expect(page.locator('#failures li').first()).toHaveText(
      `fail07:03 to 07:28, 6 runsnip-29/member-message-is-accepted${REFUSED}`,
    );
    await expect(page.locator('#next')).toContainText('Next run at 12:05');
    await page.screenshot({ path: pictureFor(test.info()), fullPage: true });
    expect(readFileSync(SCREENSHOT).subarray(1, 4).toString()).toBe('PNG');
    await watch.stop();
  });
});
