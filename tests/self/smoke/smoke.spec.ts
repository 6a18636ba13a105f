import { readFileSync, writeFileSync } from 'node:fs';
import { ChainFailure } from '../../../lab/streams-api/chain.ts';
import { expect, isPlain, settingsFor, test } from './a-smoke.ts';

const STAGING = ['--target=staging'];

/** Each red check costs two starts of a worker, and the machine that tests us may be busy with other tests. */
const PATIENTLY = [...STAGING, '--within=200'];

/** So long may on-call wait for an answer, in seconds. */
const WITHIN = 30;

test.describe('npm run smoke', () => {
  test.describe.configure({ timeout: 120_000 });

  test('is green on a healthy relay and API, within half a minute', async ({ smoke, lab, startApi }) => {
    const api = await startApi();
    const run = await smoke(STAGING, settingsFor('STAGING', lab, api));
    expect(run.log).toContain(`  relay    ${lab.url}\n  streams  ${api.url} (frontend, mock)\n`);
    expect(run.log).toMatch(/ {2}✔ ready {5}the relay answers; config, stellar, kms are up +\d+\.\d s\n/);
    expect(run.log).toMatch(/ {2}✔ relay {5}a member's message is accepted, stored, delivered +\d+\.\d s\n/);
    expect(run.log).toMatch(
      /✔ streams {3}listed; created, started, settled: [\da-f]{4}…[\da-f]{2} \(stream-[\da-f]{8}\)/,
    );
    expect(run.log).toMatch(/ {2}PASS · every blocking check ran and passed · \d+\.\d s\n$/);
    expect(run).toMatchObject({ exitCode: 0, verdict: { verdict: 'pass', run: { project: 'smoke' } } });
    expect(run.seconds).toBeLessThan(WITHIN);
    expect(api.payments()).toHaveLength(1);
    isPlain(run, api);
  });

  test("is red in the API's own words where nothing can be settled, and rolls back", async ({
    smoke,
    lab,
    startApi,
    place,
  }) => {
    const api = await startApi({ seams: { settle: () => Promise.reject(new ChainFailure('the chain says no')) } });
    const rollback = { STAGING_ROLLBACK_COMMAND: `printf %s "$CANARY_SUMMARY" > ${place('called')}` };
    const run = await smoke([...PATIENTLY, '--deploy-id=d1'], { ...settingsFor('STAGING', lab, api), ...rollback });
    expect(run).toMatchObject({ exitCode: 1, verdict: { verdict: 'fail', reason: 'blocking-check-failed' } });
    expect(run.log).toMatch(/ {2}✘ streams {3}\d of \d checks red/);
    expect(run.log).toMatch(/ {8}Received: HTTP 502 "SETTLEMENT_FAILED: .*request req_/);
    expect(run.log).toContain('  FAIL · streams/settle-gives-a-hash: the API says "SETTLEMENT_FAILED: ');
    for (const words of ["whose        the API's", 'what to do   docs/on-call.md', 'transcripts  ', 'verdict      '])
      expect(run.log).toContain(words);
    expect(readFileSync(/transcripts {2}(\S+)/.exec(run.log)?.[1] ?? '', 'utf8')).toContain('SETTLEMENT_FAILED');
    expect(readFileSync(place('called'), 'utf8')).toContain('the API says "SETTLEMENT_FAILED');
    isPlain(run, api);
  });

  test('is red where settling is too slow for STAGING_SLO_FILE, and rolls back', async ({
    smoke,
    lab,
    startApi,
    place,
  }) => {
    const api = await startApi({ chain: { latencyMs: 30 } });
    const limits = { streamsSettle: { p95Ms: 20, leastSamples: 1, breach: 'fail' } };
    writeFileSync(place('slo.json'), JSON.stringify({ limits }));
    const slo = { STAGING_SLO_FILE: place('slo.json'), STAGING_ROLLBACK_COMMAND: 'echo taken back' };
    const run = await smoke([...PATIENTLY, '--deploy-id=d1'], { ...settingsFor('STAGING', lab, api), ...slo });
    expect(run).toMatchObject({ exitCode: 1, verdict: { verdict: 'fail', reason: 'slo-breached' } });
    expect(run.log).toContain('rollback │ taken back\n');
    expect(run.log).toMatch(/FAIL · streamsSettle takes \d+ ms \(p95\), and 20 ms are allowed · /);
  });

  test('judges the relay alone where there is no API, and says so', async ({ smoke, lab }) => {
    const run = await smoke(STAGING, settingsFor('STAGING', lab));
    expect(run).toMatchObject({ exitCode: 0, verdict: { verdict: 'pass' } });
    expect(run.log).toContain('  streams  none: STAGING_STREAMS_URL is not set, so the relay alone is judged\n');
    expect(run.log).toContain('  – streams   not applicable: STAGING_STREAMS_URL is not set\n');
  });

  test('only reads in production, and says so', async ({ smoke, lab, startApi }) => {
    const api = await startApi();
    const run = await smoke(['--target=prod'], settingsFor('PROD', lab, api));
    expect(run).toMatchObject({ exitCode: 0, verdict: { verdict: 'pass', run: { project: 'prod-canary' } } });
    expect(run.log).toContain(`  streams  ${api.url} (frontend, only read)\n`);
    expect(run.log).toContain('✔ streams   listed; only read: no stream is created or settled here');
    expect(api.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('is usage, and creates nothing, where nobody says that no money moves', async ({ smoke, lab, startApi }) => {
    const api = await startApi();
    const run = await smoke(PATIENTLY, { ...settingsFor('STAGING', lab, api), STAGING_STREAMS_NETWORK: '' });
    expect(run, run.log).toMatchObject({ exitCode: 2, verdict: { verdict: 'usage' } });
    expect(run.log).toContain('STAGING_STREAMS_NETWORK is not set: nothing is written');
    expect(api.payments()).toEqual([]);
    expect(api.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('says that it took too long, and ends', async ({ smoke, lab, startApi }) => {
    const api = await startApi({ chain: { latencyMs: 60_000 } });
    const run = await smoke([...STAGING, '--within=4'], settingsFor('STAGING', lab, api));
    expect(run).toMatchObject({ exitCode: 124, verdict: { verdict: 'aborted', reason: 'deadline' } });
    expect(run.log).toContain('ended        before its end; --within=SECONDS lets it take longer');
    expect(run.seconds).toBeLessThan(WITHIN);
  });

  test('looks at the embedded relay and both APIs', async ({ smoke }) => {
    const run = await smoke(['--target=local', '--within=100']);
    expect(run, run.log).toMatchObject({ exitCode: 0, verdict: { verdict: 'pass', run: { project: 'local' } } });
    expect(run.log).toMatch(/✔ streams {3}frontend: listed; created, started, settled/);
    expect(run.log).toMatch(/✔ streams {3}backend: listed; created, settled/);
  });

  test('is usage without a target, and names the three', async ({ smoke }) => {
    const { exitCode, log, verdict } = await smoke([]);
    expect({ exitCode, verdict }).toEqual({ exitCode: 2, verdict: undefined });
    expect(log).toContain('--target is not given: say --target=staging, or one of staging, prod, local');
  });
});
