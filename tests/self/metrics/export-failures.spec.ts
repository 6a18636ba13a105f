import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import type { Exporter } from '../../../gate/metrics/exporter.ts';
import type { Action } from '../../../gate/verdict/verdict.ts';
import { startCollector } from './collector.ts';
import { contextOf } from './verdicts.ts';
import { expect, test } from './with-scratch.ts';

const exporter = (send: Exporter['send']): Exporter => ({
  name: 'textfile',
  target: () => 'never.prom',
  verb: 'written',
  send,
});

const EXPORTERS: { what: string; send: Exporter['send']; says: string }[] = [
  { what: 'throws', send: () => Promise.reject(new Error('boom')), says: 'boom' },
  {
    what: 'throws before it begins',
    send: () => {
      throw new Error('boom');
    },
    says: 'boom',
  },
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  { what: 'throws what is no error', send: () => Promise.reject('a word'), says: 'a word' },
  { what: 'hangs', send: () => new Promise(() => undefined), says: 'was not done within 200 ms' },
];

test.describe('an exporter that', { tag: '@slow' }, () => {
  for (const { what, send, says } of EXPORTERS)
    test(`${what} is a failed action`, async () => {
      const actions = await exportMetrics(contextOf({}), [exporter(send)], 200);
      expect(actions).toMatchObject([{ name: 'textfile', outcome: 'failed', detail: expect.stringContaining(says) }]);
    });

  test('fails keeps no other from its work', async ({ scratch }) => {
    const file = scratch.file('beside.prom');
    const url = `http://127.0.0.1:${await freePort()}`;
    const actions = await exportMetrics(contextOf({ textfile: file, pushgatewayUrl: url, otlpUrl: url }));
    expect(actions.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'textfile done',
      'pushgateway failed',
      'otlp failed',
    ]);
  });

  test('fails with a secret in its words tells it redacted', async () => {
    const redact = (text: string): string => text.replaceAll('hunter2', '[redacted]');
    const send = (): Promise<never> => Promise.reject(new Error('cannot log in as hunter2'));
    const [action] = await exportMetrics(contextOf({}, { redact }), [exporter(send)]);
    expect(action?.detail).toContain('cannot log in as [redacted]');
  });

  test('cannot even be redacted is a failed action without words', async () => {
    const redact = (text: string): string => {
      throw new Error(text);
    };
    const [action] = await exportMetrics(contextOf({}, { redact }), [
      exporter(() => Promise.reject(new Error('boom'))),
    ]);
    expect(action?.outcome).toBe('failed');
    expect(action?.detail).not.toContain('boom');
  });
});

const FILES: { what: string; file: string; says: RegExp }[] = [
  { what: 'in no directory', file: 'none/canary.prom', says: /PROD_TEXTFILE: .*create it/ },
  { what: 'below a file', file: 'plain/canary.prom', says: /PROD_TEXTFILE: .*its directory is a file/ },
  { what: 'that is a directory', file: 'directory.prom', says: /PROD_TEXTFILE: .*it is a directory/ },
  { what: 'whose name is too long', file: `${'n'.repeat(300)}.prom`, says: /PROD_TEXTFILE: .* was not written/ },
];

test.describe('a text file', { tag: '@slow' }, () => {
  for (const { what, file, says } of FILES)
    test(`${what} is a failed action that says the mend`, async ({ scratch }) => {
      writeFileSync(scratch.file('plain'), '');
      mkdirSync(scratch.file('directory.prom'));
      const [action] = await exportMetrics(contextOf({ textfile: scratch.file(file) }));
      expect(action).toMatchObject({ outcome: 'failed', detail: expect.stringMatching(says) });
      expect(readdirSync(scratch.file('.'))).toEqual(['directory.prom', 'plain']);
    });

  test('on a disk that takes no more is a failed action, and leaves nothing behind', ({ scratch }) => {
    const command = 'ulimit -f 0; exec "$0" --import tsx tests/self/metrics/export-textfile.ts "$1"';
    const program = [command, process.execPath, scratch.file('canary.prom')];
    const { stdout } = spawnSync('bash', ['-c', ...program], { encoding: 'utf8', timeout: 20_000 });
    expect(JSON.parse(stdout)).toMatchObject([{ outcome: 'failed', detail: expect.stringContaining('(EFBIG)') }]);
    expect(readdirSync(scratch.file('.'))).toEqual([]);
  });
});

test.describe('a server', { tag: '@slow' }, () => {
  for (const setting of ['pushgatewayUrl', 'otlpUrl'] as const) {
    for (const status of [400, 404, 500, 503] as const)
      test(`for ${setting} that answers ${status} is a failed action`, async () => {
        const collector = await startCollector(() => status);
        const [action] = await exportMetrics(contextOf({ [setting]: collector.url }));
        await collector.stop();
        expect(action).toMatchObject({ outcome: 'failed', detail: expect.stringContaining(`answers ${status}`) });
      });

    test(`for ${setting} that never answers is a failed action in time`, async () => {
      const collector = await startCollector(() => 'silent');
      const [action] = await exportMetrics(contextOf({ [setting]: collector.url }));
      await collector.stop();
      expect(action).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('does not answer') });
      expect(action?.ms).toBeLessThan(12_500);
    });
  }

  test('that takes metrics and refuses traces is a failed action that says which', async () => {
    const collector = await startCollector((path) => (path === '/v1/traces' ? 400 : 200));
    const [action] = await exportMetrics(contextOf({ otlpUrl: collector.url }));
    await collector.stop();
    expect(action?.detail).toMatch(/PROD_OTLP_URL: \/v1\/traces: .*400/);
    expect(action?.detail).not.toContain('/v1/metrics');
  });
});

test('a dry run sends and writes nothing, and says what it would do', async ({ scratch }) => {
  const [collector, file] = [await startCollector(), scratch.file('dry.prom')];
  const settings = { textfile: file, pushgatewayUrl: `${collector.url}/with/a/path`, otlpUrl: collector.url };
  const actions: Action[] = await exportMetrics(contextOf(settings, { isDryRun: true }));
  await collector.stop();
  expect(actions.map(({ outcome, detail }) => `${outcome}: ${detail}`)).toEqual([
    `dry-run: would have written ${file}`,
    `dry-run: would have pushed metrics to ${collector.url}`,
    `dry-run: would have sent metrics and a trace to ${collector.url}`,
  ]);
  expect(collector.received).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('where nothing is set, nothing is done', async () => {
  expect(await exportMetrics(contextOf({}))).toEqual([]);
});
