import { expect, test } from '@playwright/test';
import { readSettings, type Settings } from '../../../fixtures/config/settings.ts';
import { addressesOf } from '../../../fixtures/protocol/addresses.ts';
import { probeRelay } from '../../../fixtures/split-brain/probe.ts';
import { splitAspects } from '../../../fixtures/split-brain/report.ts';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';
import { startRelay } from '../../../lab/relay/start.ts';
import { startLabRelay } from '../../../lab/run/lab-relay.ts';

/** A stand-in for a name with two addresses. */
const ADDRESSES = ['127.0.0.1', '127.0.0.2'];

/** A relay at 127.0.0.1, its settings, and a file with its log. */
async function atOneAddress(use: (settings: Settings, port: number, log: string) => Promise<void>): Promise<void> {
  const scratch = makeScratch();
  const log = scratch.file('events.jsonl');
  const relay = await startLabRelay();
  relay.copyLog(log);
  await use(
    { ...readSettings('prod', relay.settings), relayUrl: relay.url.replace('127.0.0.1', 'localhost') },
    Number(new URL(relay.url).port),
    log,
  );
  await relay.stop();
  await scratch.remove();
}

test.describe('a name with two addresses', () => {
  test('is split where each leads to a relay with a store of its own', async () => {
    await atOneAddress(async (settings, port, log) => {
      const other = await startRelay({ host: '127.0.0.2', port, file: log });
      const report = await probeRelay(settings, { addresses: ADDRESSES });
      expect(splitAspects(report)).toEqual(['store', 'live', 'identity']);
      expect(report.seen).toEqual({ instances: 2, by: ['the name has 2 addresses'] });
      await other.stop();
    });
  });

  test('is split where nobody is at one of them', async () => {
    await atOneAddress(async (settings) => {
      const { findings } = await probeRelay(settings, { addresses: ADDRESSES });
      expect(findings.reach).toMatchObject({ outcome: 'split' });
      expect(findings.reach).toMatchObject({
        words: [/6 of 11 .*served/, /ECONNREFUSED.* at 127\.0\.0\.2/].map((words) => expect.stringMatching(words)),
      });
      expect(findings.live).toMatchObject({ outcome: 'not asked', because: expect.stringContaining('only 6 of 11') });
    });
  });

  test('of two families is left with one where the other leads nowhere', async () => {
    await atOneAddress(async (_settings, port) => {
      expect(await addressesOf(`ws://localhost:${port}`)).toEqual(['127.0.0.1']);
    });
  });
});
