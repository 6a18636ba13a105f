import { expect, test } from '@playwright/test';
import { runProject } from '../../../lab/run/run-project.ts';

test.describe('the startup checks', () => {
  test.describe.configure({ timeout: 90_000 });

  test('are each red where what they are about is broken', async ({}, testInfo) => {
    const run = await runProject({
      project: 'broken:*',
      reports: testInfo.outputPath('reports'),
      settings: {},
      arguments: ['-c', 'tests/self/startup/startup-sings.config.ts'],
    });
    const red = run.checks.filter(({ outcome }) => outcome === 'known').map(({ requirement }) => requirement);
    expect([...new Set(red)].sort(), run.output).toEqual([
      'deploy/bad-configuration-is-refused',
      'deploy/bad-configuration-leaves-nothing',
      'deploy/bypass-starts',
      'deploy/no-signal-starts',
      'deploy/other-bypass-is-refused',
      'deploy/refusal-comes-before-listening',
      'deploy/refusal-names-the-bypass',
      'deploy/several-instances-are-refused',
      'deploy/sigterm-closes-connections',
      'deploy/sigterm-ends-with-0',
      'deploy/sigterm-loses-nothing',
      'deploy/taken-port-is-refused',
    ]);
    expect(run.exitCode, run.output).toBe(0);
  });

  test('stop at a description that cannot be used, with all that is wrong in it', async ({}, testInfo) => {
    const run = await runProject({
      project: 'local',
      reports: testInfo.outputPath('reports'),
      settings: { RELAY_COMMAND: 'exec false', RELAY_STARTUP: 'tests/self/startup/unusable.yaml' },
      arguments: ['tests/deploy/startup/configuration.spec.ts'],
    });
    expect(run.verdict).toBe('usage');
    expect(run.red).toHaveLength(1);
    expect(run.output).toContain('RELAY_STARTUP cannot be used: tests/self/startup/unusable.yaml does not describe');
    expect(run.output).toContain('singleInstance.signals: is empty');
    expect(run.output).toContain('singleInstance.exitCode: is 0');
  });
});
