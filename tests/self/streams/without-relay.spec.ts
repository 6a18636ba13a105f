import { expect, test } from '@playwright/test';
import { runProject, type ProjectRun } from '../../../lab/run/run-project.ts';
import { startStreamsApi } from '../../../lab/streams-api/start.ts';

/** The smoke of a deployment that has a streams API and these settings of a relay. */
async function smoke(relay: Record<string, string>, reports: string): Promise<ProjectRun> {
  const api = await startStreamsApi({ dialect: 'frontend' });
  const streams = {
    ...{ STAGING_STREAMS_URL: api.url, STAGING_STREAMS_DIALECT: 'frontend', STAGING_STREAMS_TOKEN: api.token },
    STAGING_STREAMS_NETWORK: 'mock',
  };
  const settings = { ...streams, ...relay, RELAY_CANARY_STATE: `${reports}/state` };
  const run = await runProject({ project: 'smoke', reports, settings });
  await api.stop();
  return run;
}

test.describe('a deployment without a relay', () => {
  test('is judged by its streams alone, where it says that it has none', async ({}, testInfo) => {
    const run = await smoke({ STAGING_RELAY_URL: 'none' }, testInfo.outputPath('reports'));
    expect(run.red, run.output).toEqual([]);
    expect(run.green).toContain('streams/settle-gives-a-hash');
    expect(run.skipped).toContainEqual({
      requirement: 'canary/relay-answers',
      reason: 'not applicable: STAGING_RELAY_URL is none: this deployment has no relay',
    });
    expect([run.verdict, run.exitCode]).toEqual(['pass', 0]);
  });

  test('is no usable setting where the relay was only forgotten', async ({}, testInfo) => {
    const run = await smoke({}, testInfo.outputPath('reports'));
    expect(run.output).toContain('STAGING_RELAY_URL is not set');
    expect([run.verdict, run.exitCode]).toEqual(['usage', 2]);
  });

  test('has to have streams', async ({}, testInfo) => {
    const settings = { STAGING_RELAY_URL: 'none' };
    const run = await runProject({ project: 'smoke', reports: testInfo.outputPath('reports'), settings });
    expect(run.output).toContain('STAGING_RELAY_URL is none, and STAGING_STREAMS_URL is not set');
    expect([run.verdict, run.exitCode]).toEqual(['usage', 2]);
  });
});
