import { runProject } from '../../../lab/run/run-project.ts';
import { environmentOf } from './settings-of.ts';
import { expect, test } from './streams-lab.ts';

test('an API that is gone is one red check, and a verdict that rolls back', async ({ start, place }) => {
  const api = await start({ dialect: 'frontend' });
  await api.stop();
  const settings = { ...environmentOf(api, 'frontend'), STAGING_RELAY_URL: 'none' };
  const run = await runProject({ project: 'smoke', reports: place('reports'), settings });
  expect(run.red, run.output).toEqual(['streams/api-answers']);
  expect(run.output).toContain('ECONNREFUSED');
  expect(run.output).toContain('check STAGING_STREAMS_URL, the service behind it and the firewall');
  expect([run.verdict, run.exitCode]).toEqual(['fail', 1]);
});
