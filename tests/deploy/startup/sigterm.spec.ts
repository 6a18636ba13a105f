import { expect, proves, test } from '../../../fixtures/deploy-suite.ts';

test.describe('a relay that gets SIGTERM', { tag: '@single-instance' }, () => {
  test(
    'ends every connection with a close frame and a code',
    proves('deploy/sigterm-closes-connections'),
    async ({ startup, settings }) => {
      const { goodbyes } = await startup.farewell(settings);
      expect(goodbyes).toAllBeSaidGoodbye();
    },
  );

  test(
    'loses nothing that it acknowledged, though people go on writing',
    proves('deploy/sigterm-loses-nothing'),
    async ({ startup, settings }) => {
      startup.whereItSpeaksNostr();
      const { kept } = await startup.farewell(settings);
      expect(kept).toLoseNothing();
    },
  );

  test('ends with code 0, in time', proves('deploy/sigterm-ends-with-0'), async ({ startup, settings }) => {
    expect(await startup.farewell(settings)).toEndCleanly();
  });
});
