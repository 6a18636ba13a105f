import { DIALECTS } from '../../../fixtures/config/streams-words.ts';
import type { WalkOutcome } from '../../../fixtures/streams/record.ts';
import { walkTarget } from '../../../fixtures/streams/walk-target.ts';
import { runProject } from '../../../lab/run/run-project.ts';
import { environmentOf } from './settings-of.ts';
import { expect, test, writesAmong } from './streams-lab.ts';

const ONCE = ['--grep', '@streams', '--workers=1', '--retries=0'];

test.describe('pr-staging, where the API says mainnet', () => {
  for (const dialect of DIALECTS)
    test(`ends with usage, has judged what it read and has written nothing (${dialect} API)`, async ({
      start,
      place,
    }) => {
      const api = await start({ dialect, network: { name: 'mainnet' } });
      const [settings, reports] = [environmentOf(api, dialect), place('reports')];
      const run = await runProject({ project: 'pr-staging', reports, settings, arguments: ONCE });
      expect({ exitCode: run.exitCode, verdict: run.verdict }, run.output).toEqual({ exitCode: 2, verdict: 'usage' });
      const red = run.checks.filter(({ outcome }) => outcome === 'red');
      expect(red).toHaveLength(1);
      expect(red[0]?.reason).toContain('STAGING_STREAMS_NETWORK is mock, but ');
      expect(red[0]?.reason).toContain('network.name is "mainnet" (mainnet)');
      const outcomes = run.checks.map(({ file, outcome }) => `${file.split('/')[2] ?? ''}: ${outcome}`);
      const inOrder = [...new Set(outcomes)].sort();
      expect(inOrder).toEqual(['reads: green', 'reads: not applicable', 'writes: did not run', 'writes: red']);
      expect(writesAmong(api)).toEqual([]);
    });
});

test.describe('prod-canary', () => {
  for (const dialect of DIALECTS)
    test(`only reads, also where a whole walk is asked for (${dialect} API)`, async ({ start, place }) => {
      const api = await start({ dialect });
      const before = { ...process.env };
      for (const [name, value] of Object.entries(environmentOf(api, dialect)))
        process.env[name.replace('STAGING', 'PROD')] = value;
      process.env['RELAY_CANARY_STATE'] = place('state');
      const outcome = (await walkTarget('prod', dialect, { depth: 'whole', retry: 0 })) as WalkOutcome;
      process.env = before;
      expect(outcome.walk?.writes).toEqual({ applies: false, because: 'this run only reads' });
      expect(new Set(api.requests().map(({ method }) => method))).toEqual(new Set(['GET']));
    });

  test('as a command sends nothing but GET', async ({ start, place }) => {
    const api = await start({ dialect: 'frontend' });
    const settings = Object.fromEntries(
      Object.entries(environmentOf(api, 'frontend')).map(([name, value]) => [name.replace('STAGING', 'PROD'), value]),
    );
    const run = await runProject({ project: 'prod-canary', reports: place('reports'), settings, arguments: ONCE });
    expect(run.red, run.output).toEqual([]);
    expect(run.green).toContain('streams/list-is-shown');
    expect(run.checks.filter(({ file }) => !file.startsWith('tests/streams/reads/'))).toEqual([]);
    expect(new Set(api.requests().map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});
