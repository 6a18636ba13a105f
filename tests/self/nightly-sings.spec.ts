import { expect, test } from '@playwright/test';
import { runProject } from '../../lab/run/run-project.ts';

/** A relay that keeps nothing, not even its key, and dies of SIGTERM without a word to anybody. */
const FORGETFUL = [
  'exec node --import tsx',
  `--import 'data:text/javascript,process.once("SIGTERM",()=>process.kill(process.pid,"SIGKILL"))'`,
  'lab/relay/main.ts --port=$PORT',
].join(' ');

test('every nightly check is red where what it is about is broken', { tag: '@slow' }, async ({}, testInfo) => {
  test.setTimeout(60_000);
  const run = await runProject({
    project: 'broken:*',
    reports: testInfo.outputPath('reports'),
    settings: { RELAY_COMMAND: FORGETFUL },
    arguments: ['-c', 'tests/self/nightly-sings.config.ts'],
  });
  const red = run.checks.filter(({ outcome }) => outcome === 'known').map(({ requirement }) => requirement);
  expect(red.sort(), run.output).toEqual([
    'nightly/expired-is-not-counted',
    'nightly/expired-stays-away',
    'nightly/quiet-connections-stay',
    'nightly/quiet-connections-stay',
    'nightly/restart-keeps-groups',
    'nightly/restart-keeps-identity',
    'nightly/restart-loses-nothing',
    'nightly/restart-says-goodbye',
    'nightly/slow-reader-harms-nobody',
    'nightly/soak-loses-nothing',
    'nightly/soak-loses-nothing',
  ]);
  expect(run.exitCode).toBe(0);
});
