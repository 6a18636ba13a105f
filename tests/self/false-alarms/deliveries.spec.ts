import type { Seams } from '../../../lab/relay/seams.ts';
import { expect, test } from '../lab.ts';
import { recording } from './recorder.ts';
import { GREEN } from './unusual.ts';

/** Cuts the first connection that asks for the messages of a group and then is quiet for a second. */
function cutsOneQuietConnection(): Partial<Seams> & { cuts: () => number } {
  let cuts = 0;
  const { seams } = recording((webSocket, frame) => {
    const [verb, , filter] = frame as [string, string, { kinds?: number[] }?];
    if (verb !== 'REQ' || filter?.kinds?.[0] !== 9 || cuts > 0) return;
    cuts += 1;
    setTimeout(() => webSocket.terminate(), 1000);
  });
  return { ...seams, cuts: () => cuts };
}

test.describe('deliveries and quiet connections', () => {
  test.describe.configure({ timeout: 180_000 });

  test('FA-16: what is delivered twice counts once', async ({ labRelay }) => {
    await labRelay.restart({
      seams: {
        outgoing: (frame, send) => {
          send(frame);
          if (frame[0] === 'EVENT') send(frame);
        },
      },
    });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });

  test('FA-17: one quiet connection of three may be closed', async ({ labRelay }) => {
    const { cuts, ...seams } = cutsOneQuietConnection();
    await labRelay.restart({ seams });
    const run = await labRelay.runNightly(['nightly/connections']);
    expect(run).toMatchObject({ ...GREEN, green: ['nightly/quiet-connections-stay'] });
    expect(cuts()).toBe(1);
  });
});
