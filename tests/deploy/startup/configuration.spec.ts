import { expect, proves, test } from '../../../fixtures/deploy-suite.ts';

test.describe('a relay with bad configuration', { tag: '@single-instance' }, () => {
  test('refuses to start, and says why', proves('deploy/bad-configuration-is-refused'), async ({ startup }) => {
    expect(await startup.launches('bad configuration')).toAllRefuseToStart();
  });

  test(
    'serves nobody, and leaves no process behind',
    proves('deploy/bad-configuration-leaves-nothing'),
    async ({ startup }) => {
      expect(await startup.launches('bad configuration')).toAllLeaveNothingBehind();
    },
  );

  test('refuses a port that somebody else has', proves('deploy/taken-port-is-refused'), async ({ startup }) => {
    const launches = await startup.launches('a taken port');
    expect(launches).toAllRefuseToStart();
    expect(launches).toAllLeaveNothingBehind();
  });
});
