import { expect, proves, test } from '../../../fixtures/deploy-suite.ts';

test.describe('a relay that has to be the only instance', { tag: '@single-instance' }, () => {
  test(
    'refuses to start where a signal says that it may not be',
    proves('deploy/several-instances-are-refused'),
    async ({ startup }) => {
      expect(await startup.launches('a signal')).toAllRefuseToStart();
    },
  );

  test('names the variable that skips the refusal', proves('deploy/refusal-names-the-bypass'), async ({ startup }) => {
    const launches = await startup.launches('a signal');
    expect(launches).toAllRefuseToStart();
    expect(launches).toAllNameTheBypass();
  });

  test(
    'refuses before it listens, not for a moment after',
    proves('deploy/refusal-comes-before-listening'),
    async ({ startup }) => {
      expect(await startup.launches('a signal')).toAllNeverListen();
      // Who tries to listen first finds the port taken, and speaks of that.
      expect(await startup.launches('a signal and a taken port')).toAllRefuseToStart();
    },
  );

  test('starts and serves with the bypass', proves('deploy/bypass-starts'), async ({ startup }) => {
    expect(await startup.launches('the bypass')).toAllStart();
  });

  test(
    'refuses every other value of the bypass, in words of its own',
    proves('deploy/other-bypass-is-refused'),
    async ({ startup }) => {
      expect(await startup.launches('another bypass')).toAllRefuseToStart();
    },
  );

  test(
    'starts without a signal, and says nothing of instances',
    proves('deploy/no-signal-starts'),
    async ({ startup }) => {
      expect(await startup.launches('no signal')).toAllStart();
    },
  );
});
