import { statusOf } from '../../../fixtures/streams/describe-call.ts';
import { expect, test } from './streams-lab.ts';

test('readiness that is lost for a moment in the middle of a walk is not called ready', async ({ start, walk }) => {
  // Given an API that is not ready when it is asked for the third time
  let asked = 0;
  const api = await start({
    dialect: 'frontend',
    seams: { readiness: (healthy) => ((asked += 1) === 3 ? { ...healthy, status: 503 } : healthy) },
  });
  // When it is walked through
  const { walk: walked } = await walk(api, 'frontend');
  // Then that answer is judged, with what it says of itself
  const readiness = walked?.reads.readiness;
  expect(readiness && statusOf(readiness)).toBe(503);
  expect(readiness?.report?.isReady).toBe(true);
  expect(walked?.writes.applies, 'it still says that no money moves').toBe(true);
});
